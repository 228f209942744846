import { randomBytes } from "node:crypto";

/** The nonce size that AES-GCM is defined for without further hashing (NIST SP 800-38D §5.2.1.1). */
export const NONCE_BYTES = 12;

/** One call into the system's generator serves this many nonces: a call for each costs as much as the sealing. */
const NONCES_PER_FILL = 256;

let pool = Buffer.alloc(0);
let position = 0;

/** Gives 12 random bytes that were never given before. The result is a view; copy it to keep it. */
export function nextNonce(): Uint8Array {
  if (position === pool.length) {
    pool = randomBytes(NONCES_PER_FILL * NONCE_BYTES);
    position = 0;
  }
  position += NONCE_BYTES;
  return pool.subarray(position - NONCE_BYTES, position);
}
