import { misuse } from "../misuse.ts";

/** Tells the time in milliseconds since 1970. */
export type Clock = () => number;

/**
 * The given clock, or the system's, in a form that never tells nonsense.
 *
 * @throws CountersignError `clock_invalid`; the returned clock throws the same if a reading is no number.
 */
export function readClock(value: unknown): Clock {
  if (value === undefined) return Date.now;
  if (typeof value !== "function") throw misuse("clock_invalid");
  return () => {
    const nowMs: unknown = (value as () => unknown)();
    if (typeof nowMs !== "number" || !Number.isFinite(nowMs)) throw misuse("clock_invalid");
    return nowMs;
  };
}
