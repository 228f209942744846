import { decodeLowerCaseHex } from "../encoding/hex.ts";
import { digestBytes } from "../mac/hmac-key.ts";
import type { MacProof } from "../scheme.ts";
import { macHashes } from "./mac-algorithms.ts";

/** Memory for a MAC, with the bytes that the scheme appends to it in place at its end. */
export function macWithAppendedBytes({ algorithm, append = "" }: MacProof): Uint8Array {
  const macBytes = digestBytes[macHashes[algorithm]];
  const bytes = new Uint8Array(macBytes + append.length / 2);
  decodeLowerCaseHex(append, bytes.subarray(macBytes));
  return bytes;
}
