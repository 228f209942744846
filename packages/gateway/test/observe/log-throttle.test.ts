import { expect, test } from "vitest";
import { LogThrottle } from "../../src/observe/log-throttle.ts";

test("of a flood a few lines a minute are logged, and the next one tells how many were left out", () => {
  let now = 0;
  const throttle = new LogThrottle(() => now);
  const admitted = Array.from({ length: 100 }, () => throttle.admit("a")).filter(
    (line) => line !== undefined,
  );
  expect(admitted).toEqual([0, 0, 0, 0, 0]);
  now = 59_999;
  expect(throttle.admit("a")).toBeUndefined();
  now = 60_000;
  expect(throttle.admit("a")).toBe(96);
  expect(throttle.admit("a")).toBe(0);
});

test("one kind never uses up another's lines", () => {
  const throttle = new LogThrottle(() => 0);
  for (let line = 0; line < 10; line += 1) throttle.admit("a");
  expect(throttle.admit("b")).toBe(0);
});
