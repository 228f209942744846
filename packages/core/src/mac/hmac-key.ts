import * as crypto from "node:crypto";
import { type Message, streamMessage } from "./message.ts";
import { BLOCK_BYTES, NOT_LAID_OUT, oneShotHash, scratchMemory } from "./scratch.ts";

export type HashName = "sha1" | "sha256";

/** Digest sizes, FIPS 180-4. */
export const digestBytes: Readonly<Record<HashName, number>> = { sha1: 20, sha256: 32 };

/** RFC 2104: the bytes with which the key's block is combined. */
const INNER_PAD = 0x36;
const OUTER_PAD = 0x5c;

/** An HMAC key (RFC 2104) with both pads worked out once, so that each MAC is two plain hashes. */
export class HmacKey {
  readonly #hash: HashName;
  readonly #key: Uint8Array;
  readonly #innerPad = new Uint8Array(BLOCK_BYTES);
  /** The outer pad, and behind it room for the inner digest. */
  readonly #outerBlock: Uint8Array;

  constructor(hash: HashName, key: Uint8Array) {
    this.#hash = hash;
    this.#key = Uint8Array.from(key);
    this.#outerBlock = new Uint8Array(BLOCK_BYTES + digestBytes[hash]);
    // RFC 2104 section 2: a key longer than a block is hashed first.
    const block = key.length > BLOCK_BYTES ? crypto.createHash(hash).update(key).digest() : key;
    for (let index = 0; index < BLOCK_BYTES; index += 1) {
      const byte = block[index] ?? 0;
      this.#innerPad[index] = byte ^ INNER_PAD;
      this.#outerBlock[index] = byte ^ OUTER_PAD;
    }
  }

  /**
   * The MAC of a message.
   *
   * @param message The signed content.
   * @param laidOutBytes What `layOut(message)` said, so that several keys share one copy.
   */
  digest(message: Message, laidOutBytes: number): Uint8Array {
    if (laidOutBytes === NOT_LAID_OUT || oneShotHash === undefined) return this.#digestStreamed(message);
    const scratch = scratchMemory();
    scratch.set(this.#innerPad);
    const inner = oneShotHash(this.#hash, scratch.subarray(0, BLOCK_BYTES + laidOutBytes), "buffer");
    this.#outerBlock.set(inner, BLOCK_BYTES);
    return oneShotHash(this.#hash, this.#outerBlock, "buffer");
  }

  #digestStreamed(message: Message): Uint8Array {
    const hmac = crypto.createHmac(this.#hash, this.#key);
    streamMessage(message, hmac);
    return hmac.digest();
  }
}
