import { CommandError } from "../command-error.ts";

/** With a zone, so that it means the same on every machine. */
const ISO_8601 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const UNIX_MILLISECONDS = /^\d{12,14}$/;
const UNIX_SECONDS = /^\d{9,11}$/;
const MS_PER_SECOND = 1000;

/**
 * A moment as typed: ISO 8601 with a zone, or Unix time in seconds or milliseconds, told apart by their digits.
 *
 * @returns milliseconds since 1970.
 * @throws CommandError `argument_invalid` where it is none of them.
 */
export function readMoment(text: string): number {
  if (UNIX_MILLISECONDS.test(text)) return Number(text);
  if (UNIX_SECONDS.test(text)) return Number(text) * MS_PER_SECOND;
  const valueMs = ISO_8601.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(valueMs)) return valueMs;
  throw new CommandError(
    "argument_invalid",
    "--now takes a time such as 2026-11-21T14:33:01Z or 1763735581204",
  );
}
