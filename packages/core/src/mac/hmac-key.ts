import * as crypto from "node:crypto";
import { writeByteString } from "../encoding/byte-string.ts";
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
   * Writes the MAC of a message into the first bytes of `target`.
   *
   * @param target Where to; at least `digestBytes` of the hash long.
   * @param message The signed content.
   * @param laidOutBytes What `layOut(message)` said, so that several keys share one copy.
   */
  writeDigest(target: Uint8Array, message: Message, laidOutBytes: number): void {
    if (laidOutBytes === NOT_LAID_OUT || oneShotHash === undefined) {
      const hmac = crypto.createHmac(this.#hash, this.#key);
      streamMessage(message, hmac);
      target.set(hmac.digest());
      return;
    }
    const scratch = scratchMemory();
    scratch.set(this.#innerPad);
    // Digests come as byte strings: creating a Buffer for each costs as much as hashing a block.
    const inner = oneShotHash(this.#hash, scratch.subarray(0, BLOCK_BYTES + laidOutBytes), "binary");
    writeByteString(inner, this.#outerBlock, BLOCK_BYTES);
    writeByteString(oneShotHash(this.#hash, this.#outerBlock, "binary"), target, 0);
  }
}
