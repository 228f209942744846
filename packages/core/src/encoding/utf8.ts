import { isWellFormed } from "./well-formed.ts";

/** The UTF-8 bytes of well-formed text, or undefined if it holds a lone surrogate (half of a character). */
export function utf8Bytes(text: string): Uint8Array | undefined {
  return isWellFormed(text) ? new TextEncoder().encode(text) : undefined;
}
