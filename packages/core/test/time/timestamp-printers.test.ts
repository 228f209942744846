import { expect, test } from "vitest";
import { timestampPrinters } from "../../src/time/timestamp-printers.ts";

test("cuts what the notation cannot hold, so that no time is ahead of the clock", () => {
  const timeMs = 1_700_000_000_999.75;
  expect(timestampPrinters["unix-seconds"](timeMs)).toBe("1700000000");
  expect(timestampPrinters["unix-milliseconds"](timeMs)).toBe("1700000000999");
  expect(timestampPrinters.iso8601(timeMs)).toBe("2023-11-14T22:13:20.999Z");
});
