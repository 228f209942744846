/** Longer text from a request is cut: one line of a terminal is enough. */
const MAX_LENGTH = 80;

/** Text from a request as a terminal may show it: what could move the cursor or hide text is shown as `?`. */
export function printable(text: string): string {
  const shown = text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "?");
  return shown.length <= MAX_LENGTH ? shown : `${shown.slice(0, MAX_LENGTH - 1)}…`;
}
