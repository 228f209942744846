import { expect, test } from "vitest";
import { parseIsoTime } from "../../../src/config/file/parse-iso-time.ts";

test.each([
  ["2026-12-01T00:00:00Z", Date.UTC(2026, 11, 1)],
  ["2026-12-01T02:30:00+02:30", Date.UTC(2026, 11, 1)],
  ["2024-02-29T23:59:59.5Z", Date.UTC(2024, 1, 29, 23, 59, 59, 500)],
])("%s is read", (text, time) => {
  expect(parseIsoTime(text)).toBe(time);
});

test.each([
  "2026-12-01",
  "2026-12-01T00:00Z",
  "2026-12-01T00:00:00",
  "2026-12-01 00:00:00Z",
  "2026-12-01T24:00:00Z",
  "2026-02-29T00:00:00Z",
  "2026-13-01T00:00:00Z",
  "2026-12-01t00:00:00z",
  " 2026-12-01T00:00:00Z",
  "2026-12-01T00:00:00Z\n",
  "2026-12-01T00:00:00+0000",
])("%j is refused", (text) => {
  expect(parseIsoTime(text)).toBeUndefined();
});
