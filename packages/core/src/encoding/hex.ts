const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;
const LOWER_A = 0x61;
const LOWER_F = 0x66;
const UPPER_A = 0x41;
const UPPER_F = 0x46;
const NOT_HEX = -1;
const TEN = 10;

function lowerCaseNibble(code: number): number {
  if (code >= DIGIT_0 && code <= DIGIT_9) return code - DIGIT_0;
  if (code >= LOWER_A && code <= LOWER_F) return code - LOWER_A + TEN;
  return NOT_HEX;
}

function nibble(code: number): number {
  if (code >= UPPER_A && code <= UPPER_F) return code - UPPER_A + TEN;
  return lowerCaseNibble(code);
}

/**
 * Fills `target` from hex text of exactly twice its length, in lower case only.
 *
 * @returns Whether the text was right; if not, the target's content means nothing.
 */
export function decodeLowerCaseHex(text: string, target: Uint8Array): boolean {
  if (text.length !== target.length * 2) return false;
  for (let index = 0; index < target.length; index += 1) {
    const high = lowerCaseNibble(text.charCodeAt(2 * index));
    const low = lowerCaseNibble(text.charCodeAt(2 * index + 1));
    if ((high | low) < 0) return false;
    target[index] = (high << 4) | low;
  }
  return true;
}

/** The same as `decodeLowerCaseHex`, in either case. */
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

/** Lower-case hex text. */
export function encodeHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += (byte >> 4).toString(16) + (byte & 0xf).toString(16);
  return text;
}
