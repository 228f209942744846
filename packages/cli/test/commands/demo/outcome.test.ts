import { expect, it } from "vitest";
import { readAnswer } from "../../../src/commands/demo/outcome.ts";

it.each([
  [200, '{"id":"evt_1","duplicate":false}', { outcome: "accepted", eventId: "evt_1" }],
  [200, '{"id":"evt_1","duplicate":true}', { outcome: "duplicate", eventId: "evt_1" }],
  [401, '{"error":"unauthorized"}', { outcome: "refused" }],
  [403, "", { outcome: "refused" }],
])("reads %i %s", (status, body, expected) => {
  expect(readAnswer({ status, body })).toEqual(expected);
});

it.each([
  [200, ""],
  [200, "null"],
  [200, "[]"],
  [200, '{"id":"evt_1"}'],
  [200, '{"id":1,"duplicate":false}'],
  [204, ""],
  [404, '{"error":"not found"}'],
  [503, '{"error":"unavailable"}'],
])("calls %i %s unclear", (status, body) => {
  expect(readAnswer({ status, body })).toEqual({ outcome: "unclear" });
});
