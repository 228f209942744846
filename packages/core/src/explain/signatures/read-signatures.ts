import { decodeLowerCaseHex } from "../../encoding/hex.ts";
import { digestBytes } from "../../mac/hmac-key.ts";
import { macHashes } from "../../proof/mac-algorithms.ts";
import { SignatureReader } from "../../proof/signature-reader.ts";
import { trimBlanks } from "../../proof/trim-blanks.ts";
import type { MacProof } from "../../scheme.ts";
import type { ReceivedHeader } from "../read-headers.ts";
import type { Claim } from "../search/hypothesis.ts";
import { decodingsOf } from "./decodings.ts";
import type { ReceivedSignature } from "./received-signature.ts";

/** Digest sizes of SHA-1, SHA-256, SHA-384 and SHA-512, FIPS 180-4. */
const MAC_BYTES: ReadonlySet<number> = new Set([20, 32, 48, 64]);

/** A longer header holds no signature that a person wants explained. */
const MAX_HEADER_CHARACTERS = 16 * 1024;
const MAX_SIGNATURES = 32;

/** A tag such as `sha256=`, `v1,` or `v0:`, and what may be a MAC: 27 characters are 20 bytes in bare base64. */
const TOKEN = /(?:([A-Za-z][A-Za-z0-9_-]{0,15})([=,:])\s*)?(["']?)([A-Za-z0-9+/_-]{27,180}={0,2})\3/g;

/**
 * The signatures in a header, read leniently; what departs from the scheme's writing is claimed.
 *
 * @param header The header.
 * @param proof The scheme's proof.
 * @param context Claims that hold for the header as a whole, such as that it has another name.
 */
export function readSignatures(
  { name: header, value: text }: ReceivedHeader,
  proof: MacProof,
  context: readonly Claim[] = [],
): readonly ReceivedSignature[] {
  const tokens = Array.from(text.slice(0, MAX_HEADER_CHARACTERS).matchAll(TOKEN)).slice(0, MAX_SIGNATURES);
  const appended = appendedBytes(proof);
  const isOrderly = isInOrder(text, proof, appended.length);
  return tokens.flatMap(([whole, , , , token = ""], index) => {
    const prefix = whole.slice(0, whole.length - token.length);
    const name =
      tokens.length === 1 ? "the received signature" : `received signature ${index + 1} of ${tokens.length}`;
    return decodingsOf(token).flatMap((decoding): readonly ReceivedSignature[] => {
      const { bytes, claim } = withoutAppended(decoding.bytes, appended);
      if (!MAC_BYTES.has(bytes.length)) return [];
      const claims = isOrderly
        ? []
        : [
            ...encodingClaims(decoding.name, proof),
            ...prefixClaims(prefix, proof),
            ...listClaims(
              tokens.map(([, , , , each = ""]) => each),
              text,
              proof,
            ),
            ...(claim === undefined ? [] : [claim]),
          ];
      const isUnclear = !isOrderly && claims.length === 0 && whole.trim() !== trimBlanks(text);
      const place = { header, text, prefix, writing: decoding.name };
      return [{ bytes, name, place, claims: [...context, ...(isUnclear ? [OTHER_TEXT] : claims)] }];
    });
  });
}

const OTHER_TEXT: Claim = { code: "C18", how: "the header holds other text beside the signature" };

function isInOrder(text: string, { algorithm, signature }: MacProof, appendedLength: number): boolean {
  const reader = new SignatureReader(signature, digestBytes[macHashes[algorithm]] + appendedLength);
  return typeof reader.read(text) === "number";
}

function appendedBytes({ append = "" }: MacProof): Uint8Array {
  const bytes = new Uint8Array(append.length / 2);
  decodeLowerCaseHex(append, bytes);
  return bytes;
}

function withoutAppended(bytes: Uint8Array, appended: Uint8Array): { bytes: Uint8Array; claim?: Claim } {
  if (appended.length === 0) return { bytes };
  const start = bytes.length - appended.length;
  if (appended.every((byte, index) => bytes[start + index] === byte) && !MAC_BYTES.has(bytes.length)) {
    return { bytes: bytes.subarray(0, start) };
  }
  return {
    bytes,
    claim: {
      code: "C17",
      how: `the ${appended.length} byte(s) that the scheme appends to the MAC are missing before it is encoded`,
    },
  };
}

function encodingClaims(found: string, { signature }: MacProof): readonly Claim[] {
  const isExpected =
    found === signature.encoding ||
    (signature.encoding === "hex" && found === "lower-case hex") ||
    (signature.encoding === "hex-any-case" && (found === "lower-case hex" || found === "hex with capitals"));
  if (isExpected) return [];
  const expected = signature.encoding === "base64" ? "base64" : "hex";
  return [{ code: "C17", how: `the signature is written as ${found}, where the scheme has ${expected}` }];
}

function prefixClaims(found: string, { signature: { prefix = "" } }: MacProof): readonly Claim[] {
  if (found === prefix) return [];
  const what = found === "" ? "no prefix" : `a prefix of ${found.length} characters`;
  const expected = prefix === "" ? "none" : `"${prefix}"`;
  return [{ code: "C18", how: `${what} stands before the signature, where the scheme has ${expected}` }];
}

function listClaims(
  tokens: readonly string[],
  text: string,
  { signature: { list } }: MacProof,
): readonly Claim[] {
  const count = tokens.length;
  if (count === 1) return [];
  if (new Set(tokens).size === 1)
    return [{ code: "C30", how: `the header holds the same signature ${count} times` }];
  if (list !== undefined && count > list.maxEntries) {
    return [
      {
        code: "C19",
        how: `the header holds ${count} signatures, where the scheme allows ${list.maxEntries}`,
      },
    ];
  }
  if (list !== undefined && text.includes(list.separator)) return [];
  const expected = list === undefined ? "one" : `a list with "${list.separator}" between`;
  return [{ code: "C19", how: `the header holds ${count} signatures, where the scheme has ${expected}` }];
}
