import { expect, test } from "vitest";
import { isAsExpected } from "../../../src/store/configure/is-as-expected.ts";

const north = { id: 1, name: "north", configVersion: 3 };
const south = { id: 2, name: "south", configVersion: 1 };

test("organizations are as a change expects them whatever their order", () => {
  expect(isAsExpected([north, south], [south, north])).toBe(true);
  expect(isAsExpected([], [])).toBe(true);
});

test.each([
  ["of another version", [north, { ...south, configVersion: 2 }]],
  ["missing", [north]],
  ["more than were known", [north, south, { ...south, id: 3 }]],
  ["exchanged for another", [north, { ...south, id: 3 }]],
])("a change does not apply to an organization that is %s", (_what, present) => {
  expect(isAsExpected(present, [north, south])).toBe(false);
});
