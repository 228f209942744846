const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The Gregorian calendar repeats after so many years, which are so many days. */
const CYCLE_YEARS = 400;
const CYCLE_DAYS = 146_097;

const SECONDS_END = "2024-07-15T12:47:34".length;
const MAX_FRACTION_DIGITS = 9;
const OFFSET_CHARACTERS = "+02:00".length;

const DIGIT_0 = 0x30;
const NOT_A_NUMBER = -1;

/**
 * Milliseconds since 1970 of a strict ISO 8601 timestamp, or undefined if the text is not one.
 *
 * One spelling only: full date, `T`, full time, at most nine digits of fraction, `Z` or ±HH:MM. Refused: dates the
 * calendar does not have, hour 24, second 60, offsets beyond ±23:59, lower-case letters, blanks, a missing zone,
 * anything cut short. Digits below the millisecond are cut off.
 *
 * Read by position, without a regular expression: this runs for every request of a scheme that signs ISO time.
 */
export function parseIso8601(text: string): number | undefined {
  const dateMs = parseDate(text);
  const timeMs = parseTime(text);
  const zoneAt = endOfFraction(text);
  const offsetMs = parseZone(text, zoneAt);
  if (dateMs === undefined || timeMs === undefined || offsetMs === undefined) return undefined;
  return dateMs + timeMs + fractionMs(text, zoneAt) - offsetMs;
}

function parseDate(text: string): number | undefined {
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  if (text[4] !== "-" || text[7] !== "-" || year < 0 || month < 1 || month > 12) return undefined;
  if (day < 1 || day > daysInMonth(year, month)) return undefined;
  // Date.UTC takes the years 0 to 99 for 1900 to 1999, so ask for the same day one cycle later.
  return Date.UTC(year + CYCLE_YEARS, month - 1, day) - CYCLE_DAYS * DAY_MS;
}

function parseTime(text: string): number | undefined {
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  if (text[10] !== "T" || text[13] !== ":" || text[16] !== ":") return undefined;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return undefined;
  return hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS;
}

/** Where the zone begins; where the text is wrong, a place at which no zone can be read. */
function endOfFraction(text: string): number {
  if (text[SECONDS_END] !== ".") return SECONDS_END;
  let end = SECONDS_END + 1;
  while (end <= SECONDS_END + MAX_FRACTION_DIGITS && digits(text, end, 1) >= 0) end += 1;
  return end === SECONDS_END + 1 ? SECONDS_END : end;
}

function fractionMs(text: string, end: number): number {
  let value = 0;
  for (let place = 1; place <= 3; place += 1) {
    const at = SECONDS_END + place;
    value = value * 10 + (at < end ? digits(text, at, 1) : 0);
  }
  return value;
}

/** Milliseconds by which the zone is ahead of UTC. */
function parseZone(text: string, start: number): number | undefined {
  const sign = text[start];
  if (sign === "Z") return text.length === start + 1 ? 0 : undefined;
  if ((sign !== "+" && sign !== "-") || text.length !== start + OFFSET_CHARACTERS) return undefined;
  const hour = digits(text, start + 1, 2);
  const minute = digits(text, start + 4, 2);
  if (text[start + 3] !== ":" || hour < 0 || hour > 23 || minute < 0 || minute > 59) return undefined;
  const offsetMs = hour * HOUR_MS + minute * MINUTE_MS;
  return sign === "+" ? offsetMs : -offsetMs;
}

/** The number that so many digits make, or -1 if they are not all digits. */
function digits(text: string, start: number, count: number): number {
  let value = 0;
  for (let index = start; index < start + count; index += 1) {
    const digit = text.charCodeAt(index) - DIGIT_0;
    // Beyond the end of the text the digit is NaN.
    if (!(digit >= 0 && digit <= 9)) return NOT_A_NUMBER;
    value = value * 10 + digit;
  }
  return value;
}

function daysInMonth(year: number, month: number): number {
  const FEBRUARY = 2;
  if (month === FEBRUARY) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
