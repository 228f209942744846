/** As the API asks. */
export const MIN_REASON_CHARACTERS = 4;
export const MAX_REASON_CHARACTERS = 500;

/** Whether a text is a reason that the audit log takes; the blanks at its ends do not count. */
export function isReason(text: string): boolean {
  return text.trim().length >= MIN_REASON_CHARACTERS;
}
