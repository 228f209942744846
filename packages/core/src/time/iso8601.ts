const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** One spelling only: full date, `T`, full time, 1 to 9 digits of fraction, `Z` or ±HH:MM. */
const PATTERN =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?(?:Z|([+-])([0-9]{2}):([0-9]{2}))$/;

/** The longest text the pattern allows: nanoseconds and an offset. Longer text is not looked at. */
const MAX_CHARACTERS = "2024-07-15T12:47:34.730123456+02:00".length;

/**
 * Milliseconds since 1970 of a strict ISO 8601 timestamp, or undefined if the text is not one.
 *
 * Refused: dates the calendar does not have, hour 24, second 60, offsets beyond ±23:59, lower-case letters,
 * blanks, a missing zone, anything cut short. Digits below the millisecond are cut off.
 */
export function parseIso8601(text: string): number | undefined {
  if (text.length > MAX_CHARACTERS) return undefined;
  const match = PATTERN.exec(text);
  if (match === null) return undefined;
  const [
    ,
    year,
    month,
    day,
    hour,
    minute,
    second,
    fraction = "",
    sign,
    offsetHour = "0",
    offsetMinute = "0",
  ] = match;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  if (Number(offsetHour) > 23 || Number(offsetMinute) > 59) return undefined;
  const dateMs = dateMilliseconds(Number(year), Number(month), Number(day));
  if (dateMs === undefined) return undefined;
  const timeMs = Number(hour) * HOUR_MS + Number(minute) * MINUTE_MS + Number(second) * SECOND_MS;
  const fractionMs = Number(fraction.slice(0, 3).padEnd(3, "0"));
  const offsetMs = Number(offsetHour) * HOUR_MS + Number(offsetMinute) * MINUTE_MS;
  return dateMs + timeMs + fractionMs - (sign === "-" ? -offsetMs : offsetMs);
}

/** Milliseconds since 1970 at the start of a day, or undefined if the calendar has no such day. */
function dateMilliseconds(year: number, month: number, day: number): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  // Date.UTC takes the years 0 to 99 for 1900 to 1999. The calendar repeats after 400 years.
  const CYCLE_YEARS = 400;
  const CYCLE_DAYS = 146_097;
  return Date.UTC(year + CYCLE_YEARS, month - 1, day) - CYCLE_DAYS * DAY_MS;
}

function daysInMonth(year: number, month: number): number {
  const FEBRUARY = 2;
  if (month === FEBRUARY) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
