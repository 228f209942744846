const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** 1970 began on a Thursday; shifted so that weeks begin on Monday 00:00 UTC, as in ISO 8601. */
const MONDAY_OFFSET_MS = 3 * 24 * 60 * 60 * 1000;

/** The number of the UTC week, counted from the one that holds 1 January 1970. @param timeMs since 1970. */
export function utcWeek(timeMs: number): number {
  return Math.floor((timeMs + MONDAY_OFFSET_MS) / WEEK_MS);
}

/** Monday 00:00 UTC of that week, in milliseconds since 1970. */
export function weekStart(week: number): number {
  return week * WEEK_MS - MONDAY_OFFSET_MS;
}
