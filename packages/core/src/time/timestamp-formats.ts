import type { TimestampFormat } from "../scheme.ts";
import { parseIso8601 } from "./iso8601.ts";

const SECOND_MS = 1000;

/** One way to write a time. */
export interface TimestampNotation {
  /** Milliseconds since 1970, or undefined if the text is not exactly in this notation. */
  readonly parse: (text: string) => number | undefined;
  /** The text for a time in milliseconds since 1970. What `parse` refuses must not be sent. */
  readonly print: (timeMs: number) => string;
}

/** Eleven digits reach the year 5138; a leading zero would be a second spelling of the same time. */
const UNIX_SECONDS = /^[1-9][0-9]{0,10}$/;

/** Twelve or thirteen digits: 1973 to 2286. Fewer would be seconds mistaken for milliseconds. */
const UNIX_MILLISECONDS = /^[1-9][0-9]{11,12}$/;

/** Every way in which a timestamp may be written. */
export const timestampFormats: Readonly<Record<TimestampFormat, TimestampNotation>> = {
  iso8601: {
    parse: parseIso8601,
    print: (timeMs) => new Date(timeMs).toISOString(),
  },
  "unix-seconds": {
    parse: (text) => (UNIX_SECONDS.test(text) ? Number(text) * SECOND_MS : undefined),
    print: (timeMs) => String(Math.floor(timeMs / SECOND_MS)),
  },
  "unix-milliseconds": {
    parse: (text) => (UNIX_MILLISECONDS.test(text) ? Number(text) : undefined),
    print: (timeMs) => String(Math.floor(timeMs)),
  },
};
