import { describe, expect, test } from "vitest";
import { utcWeek } from "../../src/secrets/utc-week.ts";

describe("the number of a UTC week", () => {
  test("is 0 for the first of January 1970", () => {
    expect(utcWeek(0)).toBe(0);
  });

  test("changes at Monday 00:00 UTC", () => {
    const monday = Date.UTC(2026, 10, 2);
    expect(new Date(monday).getUTCDay()).toBe(1);
    expect(utcWeek(monday) - utcWeek(monday - 1)).toBe(1);
    expect(utcWeek(monday + 7 * 24 * 3600 * 1000 - 1)).toBe(utcWeek(monday));
  });
});
