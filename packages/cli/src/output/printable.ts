/** Longer text from a request is cut: one line of a terminal is enough. */
const MAX_LENGTH = 80;

/** Text from elsewhere as a terminal may show it: what could move the cursor or hide text is shown as `?`. */
export function printable(text: string, maxLength = MAX_LENGTH): string {
  const shown = text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "?");
  return shown.length <= maxLength ? shown : `${shown.slice(0, maxLength - 1)}…`;
}
