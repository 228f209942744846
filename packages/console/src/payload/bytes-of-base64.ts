/**
 * The bytes of a base64 text.
 *
 * @throws DOMException where it is none.
 */
export function bytesOfBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.codePointAt(0) ?? 0);
}
