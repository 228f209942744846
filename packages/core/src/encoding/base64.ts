import { byteStringOf } from "./byte-string.ts";

const PADDING = "=";
const NOT_BASE64 = -1;

/** Bytes and characters of one group, RFC 4648 section 4. */
const GROUP_BYTES = 3;
const GROUP_CHARACTERS = 4;
const SEXTET_BITS = 6;
const BYTE_MASK = 0xff;

/** The value of one character; arithmetic, because a table would be work at import time. */
function sextet(code: number): number {
  if (code >= 0x41 && code <= 0x5a) return code - 0x41; // A-Z
  if (code >= 0x61 && code <= 0x7a) return code - 0x61 + 26; // a-z
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 52; // 0-9
  if (code === 0x2b) return 62; // +
  if (code === 0x2f) return 63; // /
  return NOT_BASE64;
}

/** How many bytes a text stands for if it is canonical, which only decoding it can tell. */
export function base64Bytes(text: string): number {
  const padding = text.endsWith("==") ? 2 : Number(text.endsWith(PADDING));
  return Math.max(0, Math.floor((text.length * GROUP_BYTES) / GROUP_CHARACTERS) - padding);
}

/**
 * Fills `target` from canonical base64 of exactly its length: padded, without blanks, unused bits zero.
 *
 * @returns Whether the text was right; if not, the target's content means nothing.
 */
export function decodeBase64(text: string, target: Uint8Array): boolean {
  const characters = Math.ceil((target.length * GROUP_CHARACTERS) / GROUP_BYTES);
  const padding = -characters & (GROUP_CHARACTERS - 1);
  if (text.length !== characters + padding) return false;
  let pending = 0;
  let pendingBits = 0;
  let written = 0;
  for (let index = 0; index < characters; index += 1) {
    const value = sextet(text.charCodeAt(index));
    if (value < 0) return false;
    pending = (pending << SEXTET_BITS) | value;
    pendingBits += SEXTET_BITS;
    if (pendingBits >= 8) {
      pendingBits -= 8;
      target[written] = (pending >> pendingBits) & BYTE_MASK;
      written += 1;
      pending &= (1 << pendingBits) - 1;
    }
  }
  return pending === 0 && text.endsWith(PADDING.repeat(padding));
}

/** Canonical, padded base64 text. */
export function encodeBase64(bytes: Uint8Array): string {
  return btoa(byteStringOf(bytes));
}
