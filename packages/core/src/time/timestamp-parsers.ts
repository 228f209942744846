import type { TimestampFormat } from "../scheme.ts";
import { parseIso8601 } from "./iso8601.ts";

const SECOND_MS = 1000;

/** Eleven digits reach the year 5138; a leading zero would be a second spelling of the same time. */
const UNIX_SECONDS = /^[1-9][0-9]{0,10}$/;

/** Twelve or thirteen digits: 1973 to 2286. Fewer would be seconds mistaken for milliseconds. */
const UNIX_MILLISECONDS = /^[1-9][0-9]{11,12}$/;

/** Milliseconds since 1970, or undefined if the text is not exactly in the notation. */
export type TimestampParser = (text: string) => number | undefined;

/** How each way of writing a timestamp is read. */
export const timestampParsers: Readonly<Record<TimestampFormat, TimestampParser>> = {
  iso8601: parseIso8601,
  "unix-seconds": (text) => (UNIX_SECONDS.test(text) ? Number(text) * SECOND_MS : undefined),
  "unix-milliseconds": (text) => (UNIX_MILLISECONDS.test(text) ? Number(text) : undefined),
};
