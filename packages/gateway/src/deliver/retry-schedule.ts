const SECOND_MS = 1000;
const HOUR_MS = 60 * 60 * SECOND_MS;

/** Each pause varies by this part of itself, so that deliveries that failed together do not come back together. */
export const RETRY_JITTER = 0.2;

/** Bounds of a pause that the receiver asks for: never hammer it, never lose more than a day to a typing error. */
export const MIN_RETRY_AFTER_MS = SECOND_MS;
export const MAX_RETRY_AFTER_MS = 24 * HOUR_MS;

export interface FailedTry {
  /** Which try failed, from 1. */
  readonly attempt: number;
  readonly scheduleMs: readonly number[];
  /** The pause that the receiver asked for, in milliseconds, where it did. Takes the place of the scheduled one. */
  readonly retryAfterMs?: number | undefined;
}

/**
 * The pause before the next try in whole milliseconds, or undefined after the last one. `random` gives numbers from 0
 * up to but not including 1, like `Math.random`.
 */
export function retryPauseMs(failed: FailedTry, random: () => number): number | undefined {
  const scheduledMs = failed.scheduleMs[failed.attempt - 1];
  if (scheduledMs === undefined) return undefined;
  if (failed.retryAfterMs !== undefined) {
    return Math.min(MAX_RETRY_AFTER_MS, Math.max(MIN_RETRY_AFTER_MS, failed.retryAfterMs));
  }
  return Math.round(scheduledMs * (1 - RETRY_JITTER + 2 * RETRY_JITTER * random()));
}
