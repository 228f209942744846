import { randomBytes } from "node:crypto";
import type { Scheme } from "countersign";
import { honeybee, insightHealth, nabla, nablaConnect, suki, zentact } from "countersign/schemes";

/** One sender as tests play it: its scheme, its keys, and messages in the shape of its own examples. */
export interface Vendor {
  readonly scheme: Scheme;
  /** Name of the source at the gateway. */
  readonly source: string;
  readonly secret: string;
  /** Sent by schemes whose API key names the caller. */
  readonly apiKey?: string;
  /** The literal URL that is signed, for schemes that sign one. */
  readonly publicUrl?: string;
  /** What the gateway should call the type of these messages. */
  readonly eventType: string;
  /** True where the body holds a signed id by which the gateway recognises repeats. */
  readonly hasEventId: boolean;
  /** A message; `note` is free text, for instance something that makes the body unlike any other. */
  body(eventId: string, note: string): string;
}

/** The five vendors, one of them with two products. Every secret is made anew for each run. */
export function makeVendors(secretOf: (source: string) => string = randomSecret): readonly Vendor[] {
  return [
    {
      scheme: insightHealth,
      source: "insight",
      secret: secretOf("insight"),
      apiKey: secretOf("insight-api-key"),
      eventType: "notes.push",
      hasEventId: true,
      body: (id, note) =>
        `{"patient_id":"p-1","encounter_id":"e-1","summary_id":${text(id)},"template_name":"SOAP","sections":{"plan":${text(note)}}}`,
    },
    {
      scheme: nabla,
      source: "nabla",
      secret: secretOf("nabla"),
      eventType: "generate_note_async.succeeded",
      hasEventId: true,
      body: (id, note) =>
        `{"id":${text(id)}, "created_at":"2026-01-02T03:04:05Z","type":"generate_note_async.succeeded","data":{"status":"succeeded","payload":{"title":${text(note)}}}}`,
    },
    {
      scheme: nablaConnect,
      source: "nabla-connect",
      secret: secretOf("nabla-connect"),
      eventType: "NOTE_EXPORT",
      hasEventId: true,
      body: (id, note) =>
        `{"request_uuid":${text(id)},"type":"NOTE_EXPORT","data":{"note":{"sections":[{"content":${text(note)}}]}}}\n`,
    },
    {
      scheme: suki,
      source: "suki",
      secret: secretOf("suki"),
      eventType: "success",
      hasEventId: false,
      body: (id, note) =>
        `{"status":"success","session_id":${text(id)},"encounter_id":"é","additional_info":${text(note)}}`,
    },
    {
      scheme: honeybee,
      source: "honeybee",
      secret: secretOf("honeybee"),
      publicUrl: "https://hooks.example.org/in/northside/honeybee?a=b",
      eventType: "order.shipped",
      hasEventId: true,
      // 10.50 and 1.0: whoever parses and writes this again has other bytes.
      body: (id, note) =>
        `{"event_id":${text(id)},"event_type":"order.shipped","total":10.50,"quantity":1.0,"note":${text(note)}}`,
    },
    {
      scheme: zentact,
      source: "zentact",
      secret: secretOf("zentact"),
      eventType: "payment.succeeded",
      hasEventId: false,
      body: (id, note) =>
        `{"type":"payment.succeeded","createdAt":1764000000,"data":{"reference":${text(id)},"memo":${text(note)}}}`,
    },
  ];
}

/** 32 random bytes in hex, which every scheme takes as a secret. */
export function randomSecret(): string {
  return randomBytes(32).toString("hex");
}

function text(value: string): string {
  return JSON.stringify(value);
}
