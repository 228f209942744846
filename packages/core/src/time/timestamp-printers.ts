import type { TimestampFormat } from "../scheme.ts";

const SECOND_MS = 1000;

/**
 * How each way of writing a timestamp is written, from milliseconds since 1970.
 * What the parser of the same name refuses must not be sent.
 */
export const timestampPrinters: Readonly<Record<TimestampFormat, (timeMs: number) => string>> = {
  iso8601: (timeMs) => new Date(timeMs).toISOString(),
  "unix-seconds": (timeMs) => String(Math.floor(timeMs / SECOND_MS)),
  "unix-milliseconds": (timeMs) => String(Math.floor(timeMs)),
};
