import { expect, test } from "vitest";
import { formatLocal, formatRelative, formatUtc } from "../../src/times/format-times.ts";

const now = new Date("2026-11-02T14:33:02.118Z");
const ago = (ms: number): Date => new Date(now.getTime() - ms);

test.each([
  [ago(0), "now"],
  [ago(999), "now"],
  [ago(1000), "1 s ago"],
  [ago(59_999), "59 s ago"],
  [ago(60_000), "1 min ago"],
  [ago(3_600_000), "1 h ago"],
  [ago(86_400_000 * 2), "2 d ago"],
  [ago(-90_000), "in 1 min"],
  [ago(86_400_000 * 61), "2026-09-02"],
])("%s is told as %s", (at, text) => {
  expect(formatRelative(at, now)).toBe(text);
});

test("tells UTC to the millisecond", () => {
  expect(formatUtc(now)).toBe("2026-11-02 14:33:02.118 UTC");
});

test("tells local time with what it is ahead of UTC, so that it can be read back", () => {
  const text = formatLocal(now);
  expect(text).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.118 [+-]\d\d:\d\d$/);
  expect(new Date(text.replace(" ", "T").replace(" ", "")).getTime()).toBe(now.getTime());
});
