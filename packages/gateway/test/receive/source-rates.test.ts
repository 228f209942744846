import { expect, test } from "vitest";
import { SourceRates } from "../../src/receive/source-rates.ts";

test("a source takes its burst and then as many as flow in, each source by itself", () => {
  let now = 0;
  const rates = new SourceRates(() => now);
  const limited = { id: 1, rateLimit: { count: 2, periodMs: 1000, burst: 2 } };
  expect([rates.take(limited), rates.take(limited), rates.take(limited)]).toEqual([0, 0, 500]);
  expect(rates.take({ ...limited, id: 2 })).toBe(0);
  now = 499;
  expect(rates.take(limited)).toBe(1);
  now = 500;
  expect([rates.take(limited), rates.take(limited)]).toEqual([0, 500]);
});

test("a source without a limit takes everything", () => {
  const rates = new SourceRates(() => 0);
  for (let index = 0; index < 1000; index += 1) expect(rates.take({ id: 1 })).toBe(0);
});
