import type { AcceptedEvent } from "../../src/store/accepting.ts";

/** An event as a source hands it over, for parts of the store that are tried without one. */
export const acceptedEvent: AcceptedEvent = {
  organizationId: 1,
  configVersion: 1,
  sourceId: 7,
  receivedAt: 1_760_000_000_000,
  eventType: "note.created",
  isPayloadUnreadable: false,
  dedupe: { kind: "event_id", key: "e-1" },
  repeatWindowMs: 600_000,
  onConflict: "hold",
  rawHeaders: [],
  body: Buffer.from("{}"),
  endpointIds: [],
};
