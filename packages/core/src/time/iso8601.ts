const MINUTE_MS = 60_000;

/** One spelling only, so every part but the fraction and the zone stands at a fixed place. */
const PATTERN = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.(\d{1,9}))?(?:Z|([+-]\d\d):(\d\d))$/;

/** The Gregorian calendar repeats after so many years, which are so many milliseconds. */
const CYCLE_YEARS = 400;
const CYCLE_MS = 146_097 * 24 * 60 * MINUTE_MS;

/**
 * Milliseconds since 1970 of a strict ISO 8601 timestamp, or undefined if the text is not one.
 *
 * One spelling only: full date, `T`, full time, at most nine digits of fraction, `Z` or ±HH:MM. Refused: dates the
 * calendar does not have, hour 24, second 60, offsets beyond ±23:59, lower-case letters, blanks, a missing zone,
 * anything cut short. Digits below the millisecond are cut off.
 */
export function parseIso8601(text: string): number | undefined {
  const match = PATTERN.exec(text);
  if (match === null) return undefined;
  const [, fraction = "", offsetHours = "+00", offsetMinutes = "00"] = match;
  const month = number(text, 5, 7);
  const hour = number(text, 11, 13);
  const minute = number(text, 14, 16);
  const second = number(text, 17, 19);
  if (month > 12 || hour > 23 || minute > 59 || second > 59) return undefined;
  if (Math.abs(Number(offsetHours)) > 23 || Number(offsetMinutes) > 59) return undefined;
  // One cycle later, because Date.UTC takes the years 0 to 99 for 1900 to 1999.
  const year = number(text, 0, 4) + CYCLE_YEARS;
  const date = Date.UTC(year, month - 1, number(text, 8, 10), hour, minute, second);
  // A day that the month does not have ends up in another month.
  if (new Date(date).getUTCMonth() !== month - 1) return undefined;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, "0"));
  const sign = offsetHours.startsWith("-") ? -1 : 1;
  const offsetMs = (Number(offsetHours) * 60 + sign * Number(offsetMinutes)) * MINUTE_MS;
  return date - CYCLE_MS + milliseconds - offsetMs;
}

function number(text: string, start: number, end: number): number {
  return Number(text.slice(start, end));
}
