import { createHash } from "node:crypto";
import { base64Bytes, decodeBase64 } from "../encoding/base64.ts";
import { decodeHex } from "../encoding/hex.ts";
import { misuse } from "../misuse.ts";
import { HmacKey } from "../mac/hmac-key.ts";
import { macHashes } from "../proof/mac-algorithms.ts";
import type { KeyEncoding, KeyRule, MacProof } from "../scheme.ts";
import { secretText } from "./secret-text.ts";

/**
 * The MAC key that a secret stands for: decoded strictly, then derived as the scheme says.
 *
 * @param secret The secret as the sender shows it.
 * @param proof The scheme's proof.
 * @param keyEncoding Replaces the scheme's encoding. `utf8` takes the text whole, prefix included.
 * @throws CountersignError `secret_empty`, `secret_not_hex`, … if the secret is not in the encoding.
 */
export function macKey(secret: unknown, proof: MacProof, keyEncoding: KeyEncoding | undefined): HmacKey {
  return new HmacKey(macHashes[proof.algorithm], macKeyBytes(secret, proof, keyEncoding));
}

/** The bytes of `macKey`, for those who compute MACs in other ways. */
export function macKeyBytes(
  secret: unknown,
  proof: MacProof,
  keyEncoding: KeyEncoding | undefined,
): Uint8Array {
  const text = secretText(secret);
  const rule: KeyRule = keyEncoding === undefined ? proof.key : { ...proof.key, encoding: keyEncoding };
  const decoded = decode(keyEncoding === "utf8" ? text : withoutPrefix(text, rule.stripPrefix), rule);
  return (rule.derive ?? []).reduce(sha256Hex, decoded);
}

function withoutPrefix(text: string, prefix = ""): string {
  const rest = text.startsWith(prefix) ? text.slice(prefix.length) : text;
  if (rest === "") throw misuse("secret_empty", "nothing follows the prefix");
  return rest;
}

function decode(text: string, { encoding, minBytes = 1 }: KeyRule): Uint8Array {
  if (encoding === "utf8") return new TextEncoder().encode(text);
  const isHex = encoding === "hex";
  const bytes = new Uint8Array(isHex ? text.length >> 1 : base64Bytes(text));
  const isDecoded = isHex ? decodeHex(text, bytes) : decodeBase64(text, bytes);
  if (!isDecoded) throw misuse(isHex ? "secret_not_hex" : "secret_not_base64");
  if (bytes.length < minBytes) {
    throw misuse("secret_too_short", `${bytes.length} bytes, at least ${minBytes} expected`);
  }
  return bytes;
}

/** The one derivation there is: the lower-case hex text of the SHA-256, as bytes. */
function sha256Hex(bytes: Uint8Array): Uint8Array {
  return new TextEncoder().encode(createHash("sha256").update(bytes).digest("hex"));
}
