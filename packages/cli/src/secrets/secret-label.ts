import type { Secret } from "./read-secret.ts";

/** Of a shorter secret, four characters would tell too much. */
const MIN_LENGTH_TO_HINT = 16;
const HINT_LENGTH = 4;

/** A secret as it may be shown: where it came from and, of 16 characters or more, the last four. */
export function secretLabel({ value, origin }: Secret): string {
  if (value.length < MIN_LENGTH_TO_HINT) return origin;
  const hint = value.slice(-HINT_LENGTH);
  // A secret may end in a character that a terminal acts upon.
  return /^[\x21-\x7e]+$/.test(hint) ? `${origin} …${hint}` : origin;
}
