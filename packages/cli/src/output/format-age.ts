const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long ago for people, from milliseconds: `0.4 s old`, `3.0 h old`; of what is to come, `2.0 s ahead`. */
export function formatAge(ageMs: number): string {
  return `${formatDuration(Math.abs(ageMs))} ${ageMs < 0 ? "ahead" : "old"}`;
}

/** A length of time for people, from milliseconds. */
export function formatDuration(durationMs: number): string {
  if (durationMs < MINUTE_MS) return `${(durationMs / SECOND_MS).toFixed(1)} s`;
  if (durationMs < HOUR_MS) return `${(durationMs / MINUTE_MS).toFixed(1)} min`;
  if (durationMs < DAY_MS) return `${(durationMs / HOUR_MS).toFixed(1)} h`;
  return `${(durationMs / DAY_MS).toFixed(1)} days`;
}
