import { createHash, hash } from "node:crypto";

/** SHA-256 in bytes: its block, and its result (FIPS 180-4). */
const BLOCK_BYTES = 64;
export const DIGEST_BYTES = 32;

/** Up to here one-shot hashes over the padded key beat creating an HMAC object; above, the copy costs more. */
const ONE_SHOT_MAX_BYTES = 16 * 1024;

/** UTF-8 never takes more for one unit of a string. */
const MAX_BYTES_PER_UNIT = 3;

/** Text counts as its UTF-8. */
export type DigestPart = Uint8Array | string;

let scratch: Buffer | undefined;

/** Room for a pad and a small message behind it. Everything here is synchronous, so one serves all. */
function scratchMemory(): Buffer {
  scratch ??= Buffer.alloc(BLOCK_BYTES + ONE_SHOT_MAX_BYTES);
  return scratch;
}

/** HMAC-SHA256 under one key (RFC 2104), with the key's two pads made once. */
export class KeyedDigest {
  readonly #innerPad: Uint8Array;
  /** The outer pad, and behind it room for the inner digest. */
  readonly #outerBlock: Buffer;

  /** @param key at most 64 bytes. */
  constructor(key: Uint8Array) {
    if (key.length > BLOCK_BYTES) throw new RangeError(`expected a key of at most ${BLOCK_BYTES} bytes`);
    this.#innerPad = padded(key, 0x36);
    this.#outerBlock = Buffer.concat([padded(key, 0x5c)], BLOCK_BYTES + DIGEST_BYTES);
  }

  /** Gives the 32 bytes of the digest over the parts, one after the other, in memory of their own. */
  digest(parts: readonly DigestPart[]): Buffer {
    const target = Buffer.alloc(DIGEST_BYTES);
    this.write(target, 0, parts);
    return target;
  }

  /** Writes the same into `target` from `offset` on. */
  write(target: Buffer, offset: number, parts: readonly DigestPart[]): void {
    // Digests come as byte strings: a Buffer for each costs as much as hashing some blocks.
    this.#outerBlock.write(this.#inner(parts), BLOCK_BYTES, "latin1");
    target.write(hash("sha256", this.#outerBlock, "binary"), offset, "latin1");
  }

  #inner(parts: readonly DigestPart[]): string {
    if (mostBytes(parts) > ONE_SHOT_MAX_BYTES) {
      const running = createHash("sha256").update(this.#innerPad);
      for (const part of parts) running.update(part);
      return running.digest("binary");
    }
    const memory = scratchMemory();
    memory.set(this.#innerPad);
    let end = BLOCK_BYTES;
    for (const part of parts) {
      if (typeof part === "string") {
        end += memory.write(part, end, "utf8");
      } else {
        memory.set(part, end);
        end += part.length;
      }
    }
    return hash("sha256", memory.subarray(0, end), "binary");
  }
}

function mostBytes(parts: readonly DigestPart[]): number {
  let bytes = 0;
  for (const part of parts) bytes += part.length * (typeof part === "string" ? MAX_BYTES_PER_UNIT : 1);
  return bytes;
}

function padded(key: Uint8Array, filler: number): Uint8Array {
  const pad = new Uint8Array(BLOCK_BYTES).fill(filler);
  key.forEach((byte, index) => (pad[index] = byte ^ filler));
  return pad;
}
