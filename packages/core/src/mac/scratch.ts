import * as crypto from "node:crypto";
import { maxMessageBytes, type Message, writeMessage } from "./message.ts";

/** Block size of SHA-1 and SHA-256 (FIPS 180-4): the length of an HMAC pad. */
export const BLOCK_BYTES = 64;

/**
 * Up to here one copy and two one-shot hashes beat `createHmac`; above, the copy costs more than the
 * objects it saves (see benchmarks/verify).
 */
const MAX_LAID_OUT_BYTES = 16 * 1024;

/** Said instead of a length when a message has to be streamed. */
export const NOT_LAID_OUT = -1;

/**
 * One-shot hash of node:crypto, where the runtime has it (Node 20.12 and later).
 * Read from the namespace because a missing named import would fail to link.
 */
export const oneShotHash: typeof crypto.hash | undefined = crypto.hash;

let scratch: Uint8Array | undefined;

/** Room for an inner pad and, behind it, the message that was laid out last. Made when first needed. */
export function scratchMemory(): Uint8Array {
  scratch ??= new Uint8Array(BLOCK_BYTES + MAX_LAID_OUT_BYTES);
  return scratch;
}

/**
 * Writes a small message into the scratch memory, behind the room for a pad. All of this package is synchronous
 * and nothing of the caller's runs between this and the hashing, so one scratch serves everyone.
 *
 * @returns Its length in bytes, or `NOT_LAID_OUT` if it is too large or the runtime lacks one-shot hashes.
 */
export function layOut(message: Message): number {
  if (oneShotHash === undefined || maxMessageBytes(message) > MAX_LAID_OUT_BYTES) return NOT_LAID_OUT;
  return writeMessage(message, scratchMemory(), BLOCK_BYTES) - BLOCK_BYTES;
}
