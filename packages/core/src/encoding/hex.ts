const LOWER_CASE_HEX = /^[0-9a-f]*$/;
const HEX = /^[0-9a-fA-F]*$/;

/** What the letters a to f are above their low four bits, which count from 1. */
const LETTER_OFFSET = 9;

/** The value of a hex digit: bit 6 tells letters from digits. No branch, because digits come in no order. */
function nibble(code: number): number {
  return (code & 0xf) + (code >> 6) * LETTER_OFFSET;
}

function decode(text: string, target: Uint8Array, pattern: RegExp): boolean {
  if (text.length !== target.length * 2 || !pattern.test(text)) return false;
  for (let index = 0; index < target.length; index += 1) {
    target[index] = (nibble(text.charCodeAt(2 * index)) << 4) | nibble(text.charCodeAt(2 * index + 1));
  }
  return true;
}

/**
 * Fills `target` from hex text of exactly twice its length, in either case.
 *
 * @returns Whether the text was right; if not, the target is as it was.
 */
export function decodeHex(text: string, target: Uint8Array): boolean {
  return decode(text, target, HEX);
}

/** The same as `decodeHex`, in lower case only. */
export function decodeLowerCaseHex(text: string, target: Uint8Array): boolean {
  return decode(text, target, LOWER_CASE_HEX);
}

const DIGITS = "0123456789abcdef";

/** Lower-case hex text. Digits are looked up: printing each byte as a number takes several times as long. */
export function encodeHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += DIGITS.charAt(byte >> 4) + DIGITS.charAt(byte & 0xf);
  return text;
}
