import { createHash } from "node:crypto";
import { decodeHex, encodeHex } from "../../encoding/hex.ts";
import type { MacProof } from "../../scheme.ts";
import type { CauseCode } from "../causes.ts";
import { fromBase64 } from "../signatures/decodings.ts";

/** One way in which a secret's text may become key bytes. */
export interface KeyReading {
  readonly code: CauseCode;
  readonly how: string;
  readonly bytes: Uint8Array;
}

const HEX = /^(?:[0-9a-f]{2})+$/i;
/** A prefix such as `whsec_` or `sk_live_`. */
const PREFIX = /^(?:[a-z]{2,10}_){1,2}(?=.)/;

/** Every way in which a text may become key bytes, other than the scheme's own (C15, C16). */
export function keyReadings(text: string, proof: MacProof): readonly KeyReading[] {
  const decoded = decodings(text);
  const derives = (proof.key.derive ?? []).length > 0;
  return [
    ...decoded.map(({ how, bytes }): KeyReading => {
      return derives ? { code: "C16", how: `${how}, not hashed`, bytes } : { code: "C15", how, bytes };
    }),
    ...decoded.flatMap(({ how, bytes }) => derivations(how, bytes)),
    { code: "C16", how: 'the text with "&" behind it', bytes: utf8(`${text}&`) },
  ];
}

function decodings(text: string): readonly { readonly how: string; readonly bytes: Uint8Array }[] {
  const rest = text.replace(PREFIX, "");
  const hex = hexBytes(rest);
  const base64 = fromBase64(rest);
  return [
    { how: "the text itself", bytes: utf8(text) },
    ...(rest === text ? [] : [{ how: "the text without its prefix", bytes: utf8(rest) }]),
    ...(hex === undefined ? [] : [{ how: "decoded from hex", bytes: hex }]),
    ...(base64 === undefined ? [] : [{ how: "decoded from base64", bytes: base64 }]),
  ];
}

function derivations(how: string, bytes: Uint8Array): readonly KeyReading[] {
  const digest = new Uint8Array(createHash("sha256").update(bytes).digest());
  const hex = encodeHex(digest);
  return [
    { code: "C16", how: `the lower-case hex text of the SHA-256 of ${how}`, bytes: utf8(hex) },
    { code: "C16", how: `the SHA-256 of ${how}`, bytes: digest },
    { code: "C16", how: `the upper-case hex text of the SHA-256 of ${how}`, bytes: utf8(hex.toUpperCase()) },
  ];
}

function hexBytes(text: string): Uint8Array | undefined {
  if (!HEX.test(text)) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  decodeHex(text, bytes);
  return bytes;
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
