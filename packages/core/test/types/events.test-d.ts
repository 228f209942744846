// Checked by the compiler through the package's public name; nothing here runs.
import type { AcceptedVerdict, StandardSchema } from "countersign";
import {
  type HoneybeePrescriptionEvent,
  type InsightHealthAppointments,
  type NablaGeneratedNote,
  nablaGeneratedNote,
  type SukiSessionEvent,
  sukiSessionEvent,
} from "countersign/events";

declare const verdict: AcceptedVerdict;

const note = verdict.json(nablaGeneratedNote);
if (note.ok) {
  const event: NablaGeneratedNote = note.value;
  const all: [string, string | null, readonly { readonly key: string }[]] = [
    event.id,
    event.data.client_request_id,
    event.data.payload.note.sections,
  ];
  void all;
  // @ts-expect-error -- there is no such field
  void event.data.payload.title;
  // @ts-expect-error -- an event cannot be changed
  event.id = "other";
} else {
  const code: "not_json" | "schema_mismatch" = note.code;
  const messages: readonly string[] = note.issues.map(({ message }) => message);
  void [code, messages];
  // @ts-expect-error -- what failed has no value
  void note.value;
}

// @ts-expect-error -- a result cannot be read without asking whether it is ok
void note.value;

// Without a schema, nothing is known.
const plain = verdict.json();
// @ts-expect-error -- unknown until checked
if (plain.ok) void plain.value.id;
// @ts-expect-error -- nor can a type be claimed without a schema
void verdict.json<SukiSessionEvent>();

// What may be left out must be asked for.
declare const suki: SukiSessionEvent;
const detail: string | undefined = suki.error_detail;
void detail;
// @ts-expect-error -- it may not be there
void suki.error_detail.length;
// @ts-expect-error -- nor may this
void suki._links.contents;

// Null is told from missing.
declare const rx: HoneybeePrescriptionEvent;
const days: number | null | undefined = rx.medication_requests[0]?.days_supply;
void days;

// One appointment or a list: told apart by the field.
declare const sync: InsightHealthAppointments;
const count: number = "appointments" in sync ? sync.appointments.length : sync.patient.id.length;
void count;

// Anybody's Standard Schema fits, and ours fits anybody's.
declare const foreign: {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (
      value: unknown,
    ) =>
      | { readonly value: Date; readonly issues?: undefined }
      | { readonly issues: readonly { message: string }[] };
    readonly types?: { readonly input: string; readonly output: Date } | undefined;
  };
};
const date = verdict.json(foreign);
if (date.ok) date.value.getTime();
const ours: StandardSchema<SukiSessionEvent> = sukiSessionEvent;
void ours;
