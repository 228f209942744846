const MAX_BYTE = 0xff;

/** Bytes as text with one character per byte (latin1): the form in which HTTP headers arrive. */
export function byteStringOf(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/**
 * Writes a byte string into `target` from `offset` on.
 *
 * @returns Where the text ends, or -1 if a character is no byte.
 */
export function writeByteString(text: string, target: Uint8Array, offset: number): number {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > MAX_BYTE) return -1;
    target[offset + index] = code;
  }
  return offset + text.length;
}

/** The bytes of a byte string, or undefined if a character is no byte. */
export function bytesOfByteString(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  return writeByteString(text, bytes, 0) < 0 ? undefined : bytes;
}
