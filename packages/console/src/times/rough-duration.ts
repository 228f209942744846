const SECOND = 1;
const MINUTE = 60;
const HOUR = 3600;

/** `412 ms`, `3.2 s`, `4 min`, `2 h`: of a number of seconds. */
export function roughDuration(seconds: number): string {
  if (seconds < SECOND) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < MINUTE) return `${Number(seconds.toFixed(1))} s`;
  if (seconds < HOUR) return `${Math.round(seconds / MINUTE)} min`;
  return `${Math.round(seconds / HOUR)} h`;
}
