import { expect, it } from "vitest";
import { readMoment } from "../../src/arguments/read-moment.ts";

const NOON_MS = 1_763_726_400_000;

it.each(["2025-11-21T12:00:00Z", "2025-11-21T13:00:00.000+01:00", "1763726400", "1763726400000"])(
  "reads %s",
  (text) => {
    expect(readMoment(text)).toBe(NOON_MS);
  },
);

it.each(["", "now", "2025-11-21", "2025-11-21T12:00:00", "2025-13-41T12:00:00Z", "12", "1e12"])(
  "refuses %j",
  (text) => {
    expect(() => readMoment(text)).toThrow(expect.objectContaining({ code: "argument_invalid" }));
  },
);
