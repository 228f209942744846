const DIGIT_0 = 0x30;
const LOWER_A = 0x61;
const UPPER_A = 0x41;
const TEN = 10;
const LETTERS = 6;
const NOT_HEX = -1;

function nibble(code: number): number {
  if (code >= DIGIT_0 && code < DIGIT_0 + TEN) return code - DIGIT_0;
  if (code >= LOWER_A && code < LOWER_A + LETTERS) return code - LOWER_A + TEN;
  if (code >= UPPER_A && code < UPPER_A + LETTERS) return code - UPPER_A + TEN;
  return NOT_HEX;
}

/**
 * Fills `target` from hex text of exactly twice its length, in either case.
 *
 * @returns Whether the text was right; if not, the target's content means nothing.
 */
export function decodeHex(text: string, target: Uint8Array): boolean {
  if (text.length !== target.length * 2) return false;
  for (let index = 0; index < target.length; index += 1) {
    const high = nibble(text.charCodeAt(2 * index));
    const low = nibble(text.charCodeAt(2 * index + 1));
    if ((high | low) < 0) return false;
    target[index] = (high << 4) | low;
  }
  return true;
}

/** The same as `decodeHex`, in lower case only. */
export function decodeLowerCaseHex(text: string, target: Uint8Array): boolean {
  return decodeHex(text, target) && !/[A-F]/.test(text);
}

/** Lower-case hex text. */
export function encodeHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
