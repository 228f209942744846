import type { StoredEvent } from "../../../src/store/reading.ts";

/** An event as a claim brings it along, for parts of delivering that are tried without a store. */
export const storedEvent: StoredEvent = {
  eventId: "evt_1",
  position: 1,
  organizationId: 1,
  sourceId: 1,
  sourceName: "notes",
  eventType: "note.ready",
  receivedAt: Date.UTC(2026, 10, 22),
  bodyBytes: 2,
  duplicates: 0,
  isRepeat: false,
  isPayloadUnreadable: false,
  rawHeaders: [],
  body: Buffer.from("{}"),
};
