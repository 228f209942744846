import * as crypto from "node:crypto";
import { type Message, streamMessage } from "./message.ts";
import { BLOCK_BYTES, layOut, NOT_LAID_OUT, oneShotHash, scratchMemory } from "./scratch.ts";

/** Lower-case hex SHA-256 of exactly the bytes that are signed. */
export function messageSha256(message: Message): string {
  const laidOutBytes = layOut(message);
  if (laidOutBytes !== NOT_LAID_OUT && oneShotHash !== undefined) {
    return oneShotHash("sha256", scratchMemory().subarray(BLOCK_BYTES, BLOCK_BYTES + laidOutBytes), "hex");
  }
  const hash = crypto.createHash("sha256");
  streamMessage(message, hash);
  return hash.digest("hex");
}
