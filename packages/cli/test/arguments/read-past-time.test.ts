import { expect, it } from "vitest";
import { readPastTime } from "../../src/arguments/read-past-time.ts";

const now = (): number => Date.parse("2026-11-22T12:00:00Z");

it.each([
  ["6h", "2026-11-22T06:00:00.000Z"],
  ["3d", "2026-11-19T12:00:00.000Z"],
  ["90s", "2026-11-22T11:58:30.000Z"],
  ["2026-11-21T14:33:01+01:00", "2026-11-21T13:33:01.000Z"],
])("reads %s", (text, expected) => {
  expect(readPastTime(text, "--since", now)).toBe(expected);
});

it.each(["6", "6 h", "-6h", "yesterday", "2026-11-21", "2026-13-21T00:00:00Z", "06h"])(
  "refuses %s",
  (text) => {
    expect(() => readPastTime(text, "--since", now)).toThrow(/--since takes/);
  },
);
