import { CommandError } from "../command-error.ts";
import { readHours } from "./read-hours.ts";

const HOUR_MS = 3_600_000;
/** With a zone, so that it means the same on every machine. */
const ISO_8601 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/**
 * A time as typed: ISO 8601 with a zone, or how long ago, such as `6h`.
 *
 * @returns RFC 3339 in UTC.
 * @throws CommandError `argument_invalid`.
 */
export function readPastTime(text: string, option: string, now: () => number = Date.now): string {
  const timeMs = ISO_8601.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(timeMs)) return new Date(timeMs).toISOString();
  if (!/^[0-9]+[smhd]$/.test(text)) {
    throw new CommandError(
      "argument_invalid",
      `${option} takes how long ago, such as 6h, or 2026-11-21T14:33:01Z`,
    );
  }
  return new Date(now() - readHours(text, option) * HOUR_MS).toISOString();
}
