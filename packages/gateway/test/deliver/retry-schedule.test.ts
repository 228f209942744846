import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { endpointDefaults } from "../../src/config/file/endpoint-fields.ts";
import { MAX_RETRY_AFTER_MS, MIN_RETRY_AFTER_MS, retryPauseMs } from "../../src/deliver/retry-schedule.ts";

const scheduleMs: readonly number[] = endpointDefaults.retryScheduleMs;
const middle = (): number => 0.5;
const DAY_MS = 24 * 60 * 60 * 1000;

describe("retry schedule", () => {
  test("tries twelve times in all by default: 5 s, 30 s, 2 m, 10 m, 30 m, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h", () => {
    const pauses = Array.from({ length: 11 }, (_, index) =>
      retryPauseMs({ attempt: index + 1, scheduleMs }, middle),
    );
    const minutes = [5 / 60, 0.5, 2, 10, 30, 120, 300, 600, 840, 1200, 1440];
    expect(pauses).toEqual(minutes.map((each) => each * 60_000));
    expect(retryPauseMs({ attempt: 12, scheduleMs }, middle)).toBeUndefined();
  });

  test("outlasts three days", () => {
    expect(scheduleMs.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThan(3 * DAY_MS);
  });

  test("varies each pause by a fifth at most, in whole milliseconds", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 11 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempt, random) => {
          const pause = retryPauseMs({ attempt, scheduleMs }, () => random);
          const scheduled = scheduleMs[attempt - 1] ?? Number.NaN;
          expect(Number.isInteger(pause)).toBe(true);
          expect(pause).toBeGreaterThanOrEqual(scheduled * 0.8);
          expect(pause).toBeLessThanOrEqual(scheduled * 1.2);
        },
      ),
    );
  });

  test("uses both ends of the variation", () => {
    expect(retryPauseMs({ attempt: 1, scheduleMs }, () => 0)).toBe(4000);
    expect(retryPauseMs({ attempt: 1, scheduleMs }, () => 0.999_999)).toBe(6000);
  });

  test("waits as long as the receiver asks, from 1 s to 24 h", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 11 }),
        fc.integer({ min: -1e15, max: 1e15 }),
        (attempt, retryAfterMs) => {
          const pause = retryPauseMs({ attempt, scheduleMs, retryAfterMs }, middle);
          expect(pause).toBe(Math.min(MAX_RETRY_AFTER_MS, Math.max(MIN_RETRY_AFTER_MS, retryAfterMs)));
        },
      ),
    );
  });

  test("gives up after the last try although the receiver asks to be tried later", () => {
    expect(retryPauseMs({ attempt: 12, scheduleMs, retryAfterMs: 5000 }, middle)).toBeUndefined();
  });

  test("never retries with an empty schedule", () => {
    expect(retryPauseMs({ attempt: 1, scheduleMs: [] }, middle)).toBeUndefined();
  });
});
