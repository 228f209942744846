import { expect, test } from "vitest";
import { EventBundles, plaintextOf } from "../../src/store/event-bundles.ts";
import { readEventFrame } from "../../src/store/event-frame.ts";
import { acceptedEvent } from "./accepted-event.ts";

const events = [
  { ...acceptedEvent, organizationId: 1, rawHeaders: ["x-a", "é"], body: Buffer.from("first") },
  { ...acceptedEvent, organizationId: 2, rawHeaders: [], body: Buffer.alloc(0) },
  {
    ...acceptedEvent,
    organizationId: 1,
    sourceId: 5,
    hasOwnRetention: true,
    body: Buffer.from("kept apart"),
  },
  { ...acceptedEvent, organizationId: 1, rawHeaders: ["x-b", '"\u0001'], body: Buffer.from([0xff, 0]) },
];

test("bundles hold the events of one organization and retention class", () => {
  const bundles = new EventBundles();
  expect(events.map((event) => bundles.add(event).bundle)).toEqual([0, 1, 2, 0]);
  const kinds = Array.from(bundles.all, ({ organizationId, retentionClass }) => [
    organizationId,
    retentionClass,
  ]);
  expect(kinds).toEqual([
    [1, "payload"],
    [2, "payload"],
    [1, "source_5"],
  ]);
});

test("each event is found where it was said to be, byte for byte", () => {
  const bundles = new EventBundles();
  const places = events.map((event) => bundles.add(event));
  const plaintexts = Array.from(bundles.all, plaintextOf);
  const read = places.map(({ bundle, offset, length }) =>
    readEventFrame(plaintexts[bundle] ?? Buffer.alloc(0), offset, length),
  );
  expect(read).toEqual(events.map(({ rawHeaders, body }) => ({ rawHeaders, body: new Uint8Array(body) })));
});
