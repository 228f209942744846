import { expect, test } from "vitest";
import { parseClockTime } from "../../../src/config/file/parse-clock-time.ts";

test.each([
  ["00:00", 0],
  ["07:05", 425],
  ["23:59", 1439],
  ["24:00", 1440],
])("%s is read", (text, minutes) => {
  expect(parseClockTime(text)).toBe(minutes);
});

test.each(["", "7:00", "24:01", "25:00", "07:60", "07:00:00", " 07:00", "7am", "07.00", "07:00\n"])(
  "%j is refused",
  (text) => {
    expect(parseClockTime(text)).toBeUndefined();
  },
);
