import { describe, expect, test } from "vitest";
import { createSigner, createVerifier } from "../../src/index.ts";
import * as events from "../../src/events/index.ts";
import { nabla } from "../../src/schemes/nabla.ts";
import { bodyOf, readVectors } from "../../../../vectors/read-vectors.ts";
import { validated } from "./validated.ts";

const vectors = readVectors("vendors.json");

/** The senders' own example bodies, as the vectors hold them. */
const examples = [
  ["insight", "seed-example", events.insightHealthAppointments],
  ["insight", "seed-curl-example", events.insightHealthAppointments],
  ["insight", "push-note-outbound", events.insightHealthNote],
  ["nabla", "seed-example", events.nablaEvent],
  ["nabla", "seed-example", events.nablaGeneratedNote],
  ["nabla", "seed-example-as-printed", events.nablaGeneratedNote],
  ["suki", "documented-shape-success", events.sukiSessionEvent],
  ["suki", "documented-failure", events.sukiSessionEvent],
  ["honeybee", "seed-example", events.honeybeeEvent],
  ["honeybee", "seed-example", events.honeybeePrescriptionEvent],
  ["zentact", "merchant-event-hexkey", events.zentactEvent],
  ["zentact", "merchant-event-hexkey", events.zentactMerchantEvent],
] as const;

describe("the sender's own example passes, unchanged", () => {
  test.each(examples)("%s %s", (vendor, name, schema) => {
    const event = exampleOf(vendor, name);
    expect(validated(schema, event)).toEqual({ value: event });
  });
});

describe("a value of the wrong kind, anywhere in the example, is found there or left unread, and quoted nowhere", () => {
  test.each(examples)("%s %s", (vendor, name, schema) => {
    const event = exampleOf(vendor, name);
    const found = pathsIn(event).filter((path) => {
      const { issues = [] } = validated(schema, withOtherKind(event, path));
      expect(issues.map((issue) => issue.path)).toEqual(issues.map(() => path));
      expect(JSON.stringify(issues)).not.toContain("PATIENT");
      return issues.length > 0;
    });
    expect(found.length).toBeGreaterThan(0);
  });
});

/** Nabla Connect's pages show no signed example: these follow their lists of fields. */
const connect = {
  request_uuid: "r-1",
  data: { external_patient_id: "p-1", external_encounter_id: "e-1", external_provider_id: "d-1" },
};

test("Nabla Connect's exports pass, with and without what is optional", () => {
  const section = { content: "Text", title: "Plan", category: null };
  const note = { ...connect, type: "NOTE_EXPORT", data: { ...connect.data, note: { sections: [section] } } };
  const full = { ...note, data: { ...note.data, visit_diagnoses: [{ code: "R51" }], transcript: [] } };
  const instructions = {
    ...connect,
    type: "PATIENT_INSTRUCTIONS_EXPORT",
    data: { ...connect.data, patient_instructions: { instructions: "Rest." } },
  };
  expect(validated(events.nablaConnectNoteExport, note)).toEqual({ value: note });
  expect(validated(events.nablaConnectNoteExport, full)).toEqual({ value: full });
  expect(validated(events.nablaConnectPatientInstructionsExport, instructions)).toEqual({
    value: instructions,
  });
  for (const callback of [note, full, instructions]) {
    expect(validated(events.nablaConnectCallback, callback)).toEqual({ value: callback });
  }
});

test("an appointment by itself passes like a list of one, and is checked as strictly", () => {
  const { appointments } = exampleOf("insight", "seed-example") as { appointments: [object] };
  const [one] = appointments;
  expect(validated(events.insightHealthAppointments, one)).toEqual({ value: one });
  const bad = { ...one, patient: null };
  const messages = [bad, { appointments: [bad] }].map((value) =>
    validated(events.insightHealthAppointments, value).issues?.map(({ message }) => message),
  );
  expect(messages).toEqual([
    ["patient must be an object, found null"],
    ["appointments[0].patient must be an object, found null"],
  ]);
});

test("statuses, types and fields that no page names pass", () => {
  const suki = { status: "timeout", session_id: "s", encounter_id: "e", reason: { any: [] } };
  const merchant = { ...(exampleOf("zentact", "merchant-event-hexkey") as object), status: "NEW", more: 1 };
  const honeybee = { event_id: "e", event_type: "ORDER_EXCEPTION", order: {} };
  expect(validated(events.sukiSessionEvent, suki)).toEqual({ value: suki });
  expect(validated(events.zentactMerchantEvent, merchant)).toEqual({ value: merchant });
  expect(validated(events.honeybeeEvent, honeybee)).toEqual({ value: honeybee });
});

test("a dispense may have no shipment yet, and a drug's schedule may be text", () => {
  const example = exampleOf("honeybee", "seed-example") as { medication_requests: [object] };
  const dispense = { order_number: "HB1", dispense_id: 7, order_status: "Shipped" };
  const shipments = [null, { tracking_no: "1Z", tracking_url: "https://track.example/1Z" }];
  const medication = {
    ...example.medication_requests[0],
    drug_schedule: "0",
    medication_dispenses: shipments.map((shipment) => ({ ...dispense, shipment })),
  };
  const event = { ...example, medication_requests: [medication] };
  expect(validated(events.honeybeePrescriptionEvent, event)).toEqual({ value: event });
});

test("an accepted verdict gives the typed event", () => {
  const body = bodyOf(vectorOf("nabla", "seed-example"));
  const keys = [{ secret: "a secret" }];
  const headers = createSigner(nabla, { keys }).sign({ body });
  const parsed = createVerifier(nabla, { keys })
    .verifyOrThrow({ headers, body })
    .json(events.nablaGeneratedNote);
  expect(parsed.ok && parsed.value.data.payload.note.sections.map(({ key }) => key)).toEqual([
    "CHIEF_COMPLAINT",
    "PAST_MEDICAL_HISTORY",
    "LAB_RESULTS",
  ]);
});

function vectorOf(vendor: string, name: string) {
  const found = vectors.find((each) => each.vendor === vendor && each.name === name);
  if (found === undefined) throw new Error(`there is no vector ${vendor} ${name}`);
  return found;
}

function exampleOf(vendor: string, name: string): unknown {
  return JSON.parse(Buffer.from(bodyOf(vectorOf(vendor, name))).toString()) as unknown;
}

type Path = readonly (string | number)[];

/** The way to each value inside a value. */
function pathsIn(value: unknown): readonly Path[] {
  if (typeof value !== "object" || value === null) return [];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return (entries as [string | number, unknown][]).flatMap(([step, inner]) => [
    [step],
    ...pathsIn(inner).map((path) => [step, ...path]),
  ]);
}

/** The same with text for the object or list at a path, and an object for anything else. */
function withOtherKind(value: unknown, [step, ...rest]: Path): unknown {
  if (step === undefined) {
    return typeof value === "object" && value !== null ? "PATIENT-DATA" : { PATIENT: "PATIENT-DATA" };
  }
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >;
  copy[step] = withOtherKind(copy[step], rest);
  return copy;
}
