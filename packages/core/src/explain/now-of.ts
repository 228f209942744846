import { readClock } from "../options/clock.ts";

/** The moment that a clock tells; the system's where the given one is broken, which is the verdict's matter. */
export function nowOf(now: unknown): number {
  try {
    return readClock(now)();
  } catch {
    return Date.now();
  }
}
