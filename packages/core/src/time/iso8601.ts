const MINUTE_MS = 60_000;

/** One spelling only, so every part but the fraction and the zone stands at a fixed place. */
const PATTERN = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;
const FRACTION_START = "2024-07-15T12:47:34.".length;

/** The Gregorian calendar repeats after so many years, which are so many milliseconds. */
const CYCLE_YEARS = 400;
const CYCLE_MS = 146_097 * 24 * 60 * MINUTE_MS;

/** Every month has so many days; only beyond them the calendar has to be asked. */
const SHORTEST_MONTH_DAYS = 28;

/**
 * Milliseconds since 1970 of a strict ISO 8601 timestamp, or undefined if the text is not one.
 *
 * One spelling only: full date, `T`, full time, at most nine digits of fraction, `Z` or ±HH:MM. Refused: dates the
 * calendar does not have, hour 24, second 60, offsets beyond ±23:59, lower-case letters, blanks, a missing zone,
 * anything cut short. Digits below the millisecond are cut off.
 */
export function parseIso8601(text: string): number | undefined {
  if (!PATTERN.test(text)) return undefined;
  // One cycle later, because Date.UTC takes the years 0 to 99 for 1900 to 1999.
  const year = pair(text, 0) * 100 + pair(text, 2) + CYCLE_YEARS;
  const month = pair(text, 5);
  const day = pair(text, 8);
  const hour = pair(text, 11);
  const minute = pair(text, 14);
  const second = pair(text, 17);
  const offsetMinutes = zoneMinutes(text);
  if (hour > 23 || minute > 59 || second > 59 || offsetMinutes === undefined) return undefined;
  if (month < 1 || month > 12 || day < 1) return undefined;
  if (day > SHORTEST_MONTH_DAYS && day > daysInMonth(year, month)) return undefined;
  const timeMs = Date.UTC(year, month - 1, day, hour, minute, second, fractionMs(text));
  return timeMs - CYCLE_MS - offsetMinutes * MINUTE_MS;
}

function digit(text: string, index: number): number {
  return text.charCodeAt(index) - 0x30;
}

/** The number that two digits make. */
function pair(text: string, index: number): number {
  return digit(text, index) * 10 + digit(text, index + 1);
}

/** The first three digits of the fraction; missing ones are zero. */
function fractionMs(text: string): number {
  if (text[FRACTION_START - 1] !== ".") return 0;
  let value = 0;
  let scale = 100;
  for (let index = FRACTION_START; scale >= 1; index += 1) {
    const next = digit(text, index);
    if (next < 0 || next > 9) break; // The zone begins.
    value += next * scale;
    scale /= 10;
  }
  return value;
}

/** Minutes by which the zone is ahead of UTC. */
function zoneMinutes(text: string): number | undefined {
  if (text.endsWith("Z")) return 0;
  const hours = pair(text, text.length - 5);
  const minutes = pair(text, text.length - 2);
  if (hours > 23 || minutes > 59) return undefined;
  const distance = hours * 60 + minutes;
  return text[text.length - 6] === "-" ? -distance : distance;
}

/** Day 0 of the next month is the last of this one. */
function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
