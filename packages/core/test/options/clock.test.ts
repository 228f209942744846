import { expect, test } from "vitest";
import { readClock } from "../../src/options/clock.ts";
import { errorCodeOf } from "../support/error-code-of.ts";

test("the system's clock is the default", () => {
  expect(readClock(undefined)).toBe(Date.now);
});

test("a clock is a function", () => {
  for (const wrong of [null, 0, "now", new Date(), {}]) {
    expect(errorCodeOf(() => readClock(wrong))).toBe("clock_invalid");
  }
});

test("a reading is passed on if it is a finite number, and refused if not", () => {
  expect(readClock(() => -1.5)()).toBe(-1.5);
  for (const wrong of [Number.NaN, Infinity, -Infinity, "1700000000000", undefined, new Date()]) {
    const clock = readClock(() => wrong);
    expect(errorCodeOf(() => clock())).toBe("clock_invalid");
  }
});
