import type { SignatureEncoding } from "../scheme.ts";
import { decodeBase64 } from "./base64.ts";
import { decodeHex, decodeLowerCaseHex } from "./hex.ts";

/** Fills the target exactly, or says no. */
export type Decoder = (text: string, target: Uint8Array) => boolean;

/** How each way of writing a signature is read. */
export const signatureDecoders: Readonly<Record<SignatureEncoding, Decoder>> = {
  hex: decodeLowerCaseHex,
  "hex-any-case": decodeHex,
  base64: decodeBase64,
};
