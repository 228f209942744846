import type { SignatureEncoding } from "../scheme.ts";
import { encodeBase64 } from "./base64.ts";
import { encodeHex } from "./hex.ts";

/** How each way of writing a signature is written. */
export const signatureEncoders: Readonly<Record<SignatureEncoding, (bytes: Uint8Array) => string>> = {
  hex: encodeHex,
  "hex-any-case": encodeHex,
  base64: encodeBase64,
};
