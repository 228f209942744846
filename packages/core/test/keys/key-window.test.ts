import { expect, test } from "vitest";
import { isLive, keyWindow } from "../../src/keys/key-window.ts";

test("a key without moments counts always", () => {
  const window = keyWindow(undefined, undefined);
  expect([-Number.MAX_VALUE, 0, Number.MAX_VALUE].map((nowMs) => isLive(window, nowMs))).toEqual([
    true,
    true,
    true,
  ]);
});

test("a key counts from its first moment until just before its last", () => {
  const window = keyWindow(10, 12);
  expect([9, 10, 11, 12].map((nowMs) => isLive(window, nowMs))).toEqual([false, true, true, false]);
});

test("a window of no length is refused, one of a millisecond is not", () => {
  expect(() => keyWindow(5, 5)).toThrow(/^notBefore or notAfter is no time/);
  expect(keyWindow(5, 6)).toEqual({ notBeforeMs: 5, notAfterMs: 6 });
});

test("a moment that cannot be read is named", () => {
  for (const wrong of ["2026-12-01", "", null, Infinity, Number.NaN, new Date(Number.NaN), 1n, {}]) {
    expect(() => keyWindow(wrong, undefined)).toThrow(/^notBefore: /);
    expect(() => keyWindow(undefined, wrong)).toThrow(/^notAfter: /);
  }
});
