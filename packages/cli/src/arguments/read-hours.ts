import { CommandError } from "../command-error.ts";

const DURATION = /^(0|[1-9][0-9]{0,5})([smhd])?$/;
const HOURS_OF_UNIT = { s: 1 / 3600, m: 1 / 60, h: 1, d: 24 } as const;

/**
 * A length of time as typed, such as `30m`, `24h` or `3d`; `0` for none.
 *
 * @returns hours, not always whole.
 * @throws CommandError `argument_invalid`.
 */
export function readHours(text: string, option: string): number {
  const [, digits, unit] = DURATION.exec(text) ?? [];
  if (digits === "0") return 0;
  if (digits !== undefined && unit !== undefined) {
    return Number(digits) * HOURS_OF_UNIT[unit as keyof typeof HOURS_OF_UNIT];
  }
  throw new CommandError("argument_invalid", `${option} takes a length of time such as 30m, 24h or 3d`);
}
