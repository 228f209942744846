import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseIso8601 } from "../../src/time/iso8601.ts";

test("reads what Date prints, from the year 0 to the year 9999", () => {
  const date = fc.date({
    min: new Date("0000-01-01T00:00:00Z"),
    max: new Date("9999-12-31T23:59:59.999Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(date, (value) => {
      expect(parseIso8601(value.toISOString())).toBe(value.getTime());
    }),
  );
});

test("takes the offset off the local time", () => {
  const utc = Date.UTC(2024, 6, 15, 12, 47, 34);
  expect(parseIso8601("2024-07-15T14:47:34+02:00")).toBe(utc);
  expect(parseIso8601("2024-07-15T07:17:34-05:30")).toBe(utc);
  expect(parseIso8601("2024-07-15T12:17:34-00:30")).toBe(utc);
  expect(parseIso8601("2024-07-16T12:46:34+23:59")).toBe(utc);
});

test("cuts what is below the millisecond", () => {
  const second = Date.UTC(2024, 6, 15, 12, 47, 34);
  const fractions = {
    ".7": 700,
    ".73": 730,
    ".730": 730,
    ".7309": 730,
    ".730999999": 730,
    ".000999": 0,
    ".909": 909,
  };
  for (const [fraction, expectedMs] of Object.entries(fractions)) {
    expect(parseIso8601(`2024-07-15T12:47:34${fraction}Z`)).toBe(second + expectedMs);
    expect(parseIso8601(`2024-07-15T12:47:34${fraction}-00:00`)).toBe(second + expectedMs);
  }
});

test("takes the first and the last moment of a day", () => {
  expect(parseIso8601("2024-01-01T00:00:00Z")).toBe(Date.UTC(2024, 0, 1));
  expect(parseIso8601("2024-12-31T23:59:59.999Z")).toBe(Date.UTC(2025, 0, 1) - 1);
});

describe("knows the calendar", () => {
  const days = {
    "2024-02-29": true,
    "2023-02-29": false,
    "1900-02-29": false,
    "2000-02-29": true,
    "0000-02-29": true,
    "0004-02-29": true,
  };
  const odd = {
    "2024-04-31": false,
    "2024-12-31": true,
    "2024-01-32": false,
    "2024-00-10": false,
    "2024-13-10": false,
    "2024-01-00": false,
  };
  test.each(Object.entries({ ...days, ...odd }))("%s: %s", (day, isDay) => {
    expect(parseIso8601(`${day}T00:00:00Z`) !== undefined).toBe(isDay);
  });
});

test("refuses every other spelling", () => {
  const wrong = [
    "",
    "2024-07-15",
    "2024-07-15T12:47Z",
    "2024-07-15T12:47:34",
    "2024-07-15 12:47:34Z",
    "2024-07-15t12:47:34Z",
    "2024-07-15T12:47:34z",
    "2024-07-15T24:00:00Z",
    "2024-07-15T12:60:00Z",
    "2024-07-15T12:47:60Z",
    "2024-07-15T12:47:34.Z",
    "2024-07-15T12:47:34.1234567890Z",
    "2024-07-15T12:47:34,5Z",
    "2024-07-15T12:47:34+24:00",
    "2024-07-15T12:47:34+00:60",
    "2024-07-15T12:47:34+0200",
    "2024-07-15T12:47:34+02",
    "2024-07-15T12:47:34ZZ",
    " 2024-07-15T12:47:34Z",
    "2024-07-15T12:47:34Z ",
    "2024-07-15T12:47:34Z\n",
    "20240715T124734Z",
    "+002024-07-15T12:47:34Z",
    "-2024-07-15T12:47:34Z",
    "2024-W29-1T12:47:34Z",
    "٢٠٢٤-07-15T12:47:34Z",
    "1721047654",
    "2024-07-15T12:47:34Z2024-07-15T12:47:34Z",
  ];
  expect(wrong.filter((text) => parseIso8601(text) !== undefined)).toEqual([]);
});

test("gives a time or nothing for any text, and never throws", () => {
  const near = fc.string({ unit: fc.constantFrom(..."0123456789-:TZ.+ ".split("")), maxLength: 36 });
  fc.assert(
    fc.property(fc.oneof(near, fc.string()), (text) => {
      const timeMs = parseIso8601(text);
      expect(timeMs === undefined || Number.isInteger(timeMs)).toBe(true);
    }),
  );
});
