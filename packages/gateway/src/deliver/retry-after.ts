const DELTA_SECONDS = /^[0-9]{1,15}$/;
const MS_PER_SECOND = 1000;

/**
 * How long a receiver asks us to wait, in milliseconds from `now`, or undefined where it does not say so in one of the
 * two forms of RFC 9110 §10.2.3: whole seconds, or a date in the preferred format (`Sun, 06 Nov 1994 08:49:37 GMT`).
 * Anything else is ignored, not guessed. A date in the past gives a negative number.
 */
export function parseRetryAfter(text: string, now: number): number | undefined {
  if (DELTA_SECONDS.test(text)) return Number(text) * MS_PER_SECOND;
  const time = Date.parse(text);
  // toUTCString writes exactly the preferred format, so only a real date spelled that way comes out unchanged.
  if (Number.isNaN(time) || new Date(time).toUTCString() !== text) return undefined;
  return time - now;
}
