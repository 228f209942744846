import { createHash, hash } from "node:crypto";

/** SHA-256 in bytes: its block, and its result (FIPS 180-4). */
const BLOCK_BYTES = 64;
export const DIGEST_BYTES = 32;

/** Up to here one-shot hashes over the padded key beat creating an HMAC object; above, the copy costs more. */
const ONE_SHOT_MAX_BYTES = 16 * 1024;

/** HMAC-SHA256 under one key (RFC 2104), with the key's two pads made once. */
export class KeyedDigest {
  readonly #innerPad: Uint8Array;
  readonly #outerPad: Uint8Array;

  /** @param key at most 64 bytes. */
  constructor(key: Uint8Array) {
    if (key.length > BLOCK_BYTES) throw new RangeError(`expected a key of at most ${BLOCK_BYTES} bytes`);
    this.#innerPad = padded(key, 0x36);
    this.#outerPad = padded(key, 0x5c);
  }

  /** Gives the 32 bytes of the digest over the parts, one after the other. */
  digest(parts: readonly Uint8Array[]): Buffer {
    return oneShot([this.#outerPad, this.#inner(parts)]);
  }

  #inner(parts: readonly Uint8Array[]): Buffer {
    const bytes = parts.reduce((sum, part) => sum + part.length, 0);
    if (bytes <= ONE_SHOT_MAX_BYTES) return oneShot([this.#innerPad, ...parts]);
    const running = createHash("sha256").update(this.#innerPad);
    for (const part of parts) running.update(part);
    return running.digest();
  }
}

function oneShot(parts: readonly Uint8Array[]): Buffer {
  return hash("sha256", Buffer.concat(parts), "buffer");
}

function padded(key: Uint8Array, filler: number): Uint8Array {
  const pad = new Uint8Array(BLOCK_BYTES).fill(filler);
  key.forEach((byte, index) => (pad[index] = byte ^ filler));
  return pad;
}
