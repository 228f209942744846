import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAX_TOKEN_WAIT_MS, msUntilToken, refill, take, wholeTokens } from "../src/token-bucket.ts";
import type { TokenBucket } from "../src/token-bucket.ts";

const rates = fc.record({
  count: fc.integer({ min: 1, max: 1000 }),
  periodMs: fc.constantFrom(1000, 60_000),
  burst: fc.integer({ min: 1, max: 50 }),
});

describe("a token bucket", () => {
  test("is full when nobody has looked at it yet, and never fuller", () => {
    const rate = { count: 5, periodMs: 1000, burst: 7 };
    expect(wholeTokens(refill(undefined, rate, 0))).toBe(7);
    expect(wholeTokens(refill({ tokens: 6, countedAt: 0 }, rate, 1e9))).toBe(7);
  });

  test("never gives more than its burst and what flowed in, whenever it is asked", () => {
    fc.assert(
      fc.property(rates, fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 100 }), (rate, pauses) => {
        let bucket: TokenBucket | undefined;
        let now = 0;
        let taken = 0;
        for (const pause of pauses) {
          now += pause;
          const full = refill(bucket, rate, now);
          taken += wholeTokens(full);
          bucket = take(full, wholeTokens(full));
          expect(taken).toBeLessThanOrEqual(rate.burst + (now * rate.count) / rate.periodMs + 0.01);
        }
      }),
    );
  });

  test("has a token exactly when it said it would, and none a moment before", () => {
    fc.assert(
      fc.property(rates, fc.double({ min: 0, max: 0.99, noNaN: true }), (rate, tokens) => {
        const bucket = { tokens, countedAt: 0 };
        const waitMs = msUntilToken(bucket, rate);
        expect(waitMs).toBeGreaterThan(0);
        expect(waitMs).toBeLessThanOrEqual(MAX_TOKEN_WAIT_MS);
        expect(wholeTokens(refill(bucket, rate, waitMs))).toBeGreaterThanOrEqual(1);
        expect(wholeTokens(refill(bucket, rate, waitMs - 1))).toBe(0);
        expect(msUntilToken(refill(bucket, rate, waitMs), rate)).toBe(0);
      }),
    );
  });

  test("gains nothing by a clock that was set back, and goes on from there", () => {
    const rate = { count: 1, periodMs: 1000, burst: 5 };
    const back = refill({ tokens: 0, countedAt: 1e9 }, rate, 0);
    expect(wholeTokens(back)).toBe(0);
    expect(wholeTokens(refill(back, rate, 1000))).toBe(1);
  });
});
