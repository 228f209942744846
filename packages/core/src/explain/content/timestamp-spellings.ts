import { parseIso8601 } from "../../time/iso8601.ts";

/** Another spelling of a moment. */
export interface TimestampSpelling {
  readonly how: string;
  readonly text: string;
}

const DIGITS = /^[0-9]{9,16}$/;
const SECOND_MS = 1000;
/** Unix times are told apart by their digits: seconds have 10 until 2286, milliseconds 13, microseconds 16. */
const MAX_SECONDS_DIGITS = 11;
const MAX_MILLISECONDS_DIGITS = 14;

/** Milliseconds since 1970 of a timestamp in any usual notation; undefined if it is none. */
export function readTimestamp(text: string): number | undefined {
  const trimmed = text.trim();
  if (DIGITS.test(trimmed)) {
    const value = Number(trimmed);
    if (trimmed.length <= MAX_SECONDS_DIGITS) return value * SECOND_MS;
    return trimmed.length <= MAX_MILLISECONDS_DIGITS ? value : Math.floor(value / SECOND_MS);
  }
  // Strictly first; then whatever a program may have printed.
  const timeMs = parseIso8601(trimmed) ?? Date.parse(trimmed);
  return Number.isFinite(timeMs) ? timeMs : undefined;
}

/** The other spellings of a timestamp's moment (C22). */
export function timestampSpellings(text: string): readonly TimestampSpelling[] {
  const timeMs = readTimestamp(text);
  if (timeMs === undefined || Math.abs(timeMs) > MAX_DATE_MS) return [];
  const seconds = Math.floor(timeMs / SECOND_MS);
  const iso = new Date(timeMs).toISOString();
  const toSeconds = iso.slice(0, "2024-07-15T12:47:34".length);
  const fraction = iso.slice(toSeconds.length + 1, -1);
  const isWhole = fraction === "000";
  const all: readonly TimestampSpelling[] = [
    { how: "ISO 8601 with milliseconds", text: iso },
    { how: "ISO 8601 without fraction", text: `${toSeconds}Z` },
    { how: "Unix seconds", text: String(seconds) },
    { how: "Unix milliseconds", text: String(timeMs) },
    { how: "Unix milliseconds cut to whole seconds", text: String(seconds * SECOND_MS) },
    { how: "Unix seconds with fraction", text: String(timeMs / SECOND_MS) },
    { how: "ISO 8601 with an offset", text: `${iso.slice(0, -1)}+00:00` },
    { how: "ISO 8601 with an offset and without fraction", text: `${toSeconds}+00:00` },
    { how: "Python's isoformat", text: isWhole ? `${toSeconds}+00:00` : `${toSeconds}.${fraction}000+00:00` },
    { how: "Python's isoformat without zone", text: isWhole ? toSeconds : `${toSeconds}.${fraction}000` },
    { how: "Python's str of a datetime", text: `${toSeconds.replace("T", " ")}.${fraction}000+00:00` },
    { how: "ISO 8601 with microseconds", text: `${toSeconds}.${fraction}000Z` },
    { how: "Go's RFC3339Nano", text: `${toSeconds}${isWhole ? "" : `.${fraction.replace(/0+$/, "")}`}Z` },
    { how: "an HTTP date", text: new Date(timeMs).toUTCString() },
    { how: "without the blanks around it", text: text.trim() },
  ];
  const seen = new Set([text]);
  return all.filter((each) => !seen.has(each.text) && seen.add(each.text));
}

/** The range of a JavaScript date, ECMA-262 "Time Values and Time Range". */
const MAX_DATE_MS = 8.64e15;
