/** A body's bytes, or why there are none. */
export type BodyReading = Uint8Array | "body_too_large" | "body_incomplete";

/** The parts of a body as one. A single part is given as it is. */
export function joinedBytes(parts: readonly Uint8Array[], byteLength: number): Uint8Array {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const joined = new Uint8Array(byteLength);
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}
