import type { SignatureEncoding } from "../scheme.ts";
import { decodeBase64, encodeBase64 } from "./base64.ts";
import { decodeHex, decodeLowerCaseHex, encodeHex } from "./hex.ts";

/** How bytes are written as text. `decode` fills the target exactly, or says no. */
export interface TextEncoding {
  readonly encode: (bytes: Uint8Array) => string;
  readonly decode: (text: string, target: Uint8Array) => boolean;
}

/** Every way in which a signature may be written. */
export const signatureEncodings: Readonly<Record<SignatureEncoding, TextEncoding>> = {
  hex: { encode: encodeHex, decode: decodeLowerCaseHex },
  "hex-any-case": { encode: encodeHex, decode: decodeHex },
  base64: { encode: encodeBase64, decode: decodeBase64 },
};
