import { byteStringOf, bytesOfByteString } from "./byte-string.ts";

const SPACE = 0x20;
const PLUS = 0x2b;
const PERCENT = 0x25;
const HEX_DIGITS = "0123456789ABCDEF";

/** A byte becomes at most `%XX`. */
export const MAX_ESCAPED_BYTES = 3;

/** What Ruby's CGI.escape keeps (2.5 and later): A-Z a-z 0-9 - . _ ~ */
function isKept(byte: number): boolean {
  return (
    (byte >= 0x61 && byte <= 0x7a) ||
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    byte === 0x2d ||
    byte === 0x2e ||
    byte === 0x5f ||
    byte === 0x7e
  );
}

/**
 * Writes the form escape of each byte, whatever text it may or may not be, into `target` from `offset` on.
 * The target must have room for three times as many bytes.
 *
 * @returns Where the escaped bytes end.
 */
export function writeCgiEscaped(bytes: Uint8Array, target: Uint8Array, offset: number): number {
  let end = offset;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] as number; // within bounds
    if (isKept(byte)) {
      target[end] = byte;
      end += 1;
    } else if (byte === SPACE) {
      target[end] = PLUS;
      end += 1;
    } else {
      target[end] = PERCENT;
      target[end + 1] = HEX_DIGITS.charCodeAt(byte >> 4);
      target[end + 2] = HEX_DIGITS.charCodeAt(byte & 0xf);
      end += MAX_ESCAPED_BYTES;
    }
  }
  return end;
}

/** The form escape of a byte string. */
export function cgiEscape(text: string): string {
  const bytes = bytesOfByteString(text) ?? new Uint8Array();
  const escaped = new Uint8Array(bytes.length * MAX_ESCAPED_BYTES);
  return byteStringOf(escaped.subarray(0, writeCgiEscaped(bytes, escaped, 0)));
}
