import { CommandError } from "../command-error.ts";

const RATE = /^([1-9][0-9]{0,3})(?:\/s)?$/;

/**
 * How many a second, as typed: `10/s`, or `10`.
 *
 * @throws CommandError `argument_invalid`.
 */
export function readRate(text: string): number {
  const [, digits] = RATE.exec(text) ?? [];
  if (digits !== undefined) return Number(digits);
  throw new CommandError("argument_invalid", "--rate takes how many a second, such as 10/s");
}
