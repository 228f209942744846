import { describe, expect, test } from "vitest";
import { parseRetryAfter } from "../../src/deliver/retry-after.ts";

const NOW = Date.UTC(2026, 10, 22, 8, 0, 0);

describe("Retry-After", () => {
  test.each([
    ["0", 0],
    ["1", 1000],
    ["120", 120_000],
    ["0010", 10_000],
    ["999999999999999", 999_999_999_999_999_000],
  ])("reads %j as whole seconds", (text, ms) => {
    expect(parseRetryAfter(text, NOW)).toBe(ms);
  });

  test("reads a date as the time until then", () => {
    expect(parseRetryAfter("Sun, 22 Nov 2026 08:01:30 GMT", NOW)).toBe(90_000);
  });

  test("gives a negative time for a date that has passed", () => {
    expect(parseRetryAfter("Sun, 22 Nov 2026 07:59:59 GMT", NOW)).toBe(-1000);
  });

  test.each([
    "",
    " ",
    "-1",
    "+1",
    "1.5",
    "1e3",
    "0x10",
    " 5",
    "5 ",
    "5, 6",
    "soon",
    "Infinity",
    "9".repeat(16),
    "2026-11-22T08:01:30Z",
    "Sun, 22 Nov 2026 08:01:30",
    "Sun, 22 Nov 2026 08:01:30 +0000",
    "Mon, 22 Nov 2026 08:01:30 GMT",
    "Sun, 22 nov 2026 08:01:30 GMT",
    "Tue, 31 Feb 2026 08:01:30 GMT",
    "Sunday, 22-Nov-26 08:01:30 GMT",
    "Sun Nov 22 08:01:30 2026",
    "Sun, 22 Nov 2026 24:00:00 GMT",
  ])("ignores %j", (text) => {
    expect(parseRetryAfter(text, NOW)).toBeUndefined();
  });
});
