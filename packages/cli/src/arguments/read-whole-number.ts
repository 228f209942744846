import { CommandError } from "../command-error.ts";

const WHOLE_NUMBER = /^(0|[1-9][0-9]{0,14})$/;

/** What the number is called in an error, and between what it must lie, both included. */
export interface NumberRange {
  readonly option: string;
  readonly min: number;
  readonly max: number;
}

/**
 * A whole number as typed.
 *
 * @throws CommandError `argument_invalid` where it is none, or out of range.
 */
export function readWholeNumber(text: string, { option, min, max }: NumberRange): number {
  const value = WHOLE_NUMBER.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new CommandError("argument_invalid", `${option} takes a whole number from ${min} to ${max}`);
}
