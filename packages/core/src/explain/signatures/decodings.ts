import { base64Bytes, decodeBase64 } from "../../encoding/base64.ts";
import { byteStringOf } from "../../encoding/byte-string.ts";
import { decodeHex } from "../../encoding/hex.ts";

export type DecodingName =
  | "lower-case hex"
  | "hex with capitals"
  | "base64 of hex text"
  | Base64Name
  | `${Base64Name} without padding`;

type Base64Name = "base64" | "base64url";

/** One way in which a text can be read as bytes. */
export interface Decoding {
  readonly name: DecodingName;
  readonly bytes: Uint8Array;
}

const HEX = /^(?:[0-9a-f]{2})+$/i;
const BASE64_URL_ONLY = /[-_]/;

/** Every way in which a text is bytes: hex, base64, base64url, and base64 of hex. */
export function decodingsOf(text: string): readonly Decoding[] {
  const decodings: Decoding[] = [];
  if (HEX.test(text)) {
    const bytes = new Uint8Array(text.length / 2);
    decodeHex(text, bytes);
    const isLower = text === text.toLowerCase();
    decodings.push({ name: isLower ? "lower-case hex" : "hex with capitals", bytes });
  }
  const bytes = fromBase64(text);
  if (bytes !== undefined) {
    decodings.push({ name: base64Name(text), bytes });
    const inner = byteStringOf(bytes);
    if (HEX.test(inner)) {
      const decoded = new Uint8Array(inner.length / 2);
      decodeHex(inner, decoded);
      decodings.push({ name: "base64 of hex text", bytes: decoded });
    }
  }
  return decodings;
}

/** The bytes of base64 or base64url, padded or not; undefined if the text is neither. */
export function fromBase64(text: string): Uint8Array | undefined {
  const standard = text
    .replaceAll("-", "+")
    .replaceAll("_", "/")
    .replace(/={1,2}$/, "");
  const padded = standard.padEnd(Math.ceil(standard.length / 4) * 4, "=");
  const bytes = new Uint8Array(base64Bytes(padded));
  return padded !== "" && decodeBase64(padded, bytes) ? bytes : undefined;
}

function base64Name(text: string): DecodingName {
  const isPadded = text.length % 4 === 0;
  const name = BASE64_URL_ONLY.test(text) ? "base64url" : "base64";
  return isPadded ? name : `${name} without padding`;
}
