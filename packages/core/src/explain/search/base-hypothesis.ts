import { byteStringOf } from "../../encoding/byte-string.ts";
import type { MacProof } from "../../scheme.ts";
import { idPart, timestampPart } from "../../scheme-facts.ts";
import { cgiEscapeContent } from "../content/escape-dimension.ts";
import { type Evidence, headerValue } from "../evidence.ts";
import { declaredKey } from "../secrets/key-dimension.ts";
import { macHashes } from "../../proof/mac-algorithms.ts";
import type { ContentPiece, Hypothesis } from "./hypothesis.ts";

/** What the scheme says was signed, with the headers' texts as they are, however they are written. */
export function baseHypothesis(evidence: Evidence, proof: MacProof, body: Uint8Array): Hypothesis {
  const { scheme, declared } = evidence;
  const { options } = evidence.input;
  const timestamp = timestampPart(scheme)?.header;
  const id = idPart(scheme)?.header;
  const rules = { proof, keyEncoding: options.keyEncoding };
  return {
    keys: declared.flatMap((each) => declaredKey(each, rules) ?? []),
    hash: macHashes[proof.algorithm],
    pieces: proof.message.parts.map((each): ContentPiece => {
      return each.part === "literal" ? { literal: each.text } : each.part;
    }),
    escape: proof.message.escape === undefined ? undefined : cgiEscapeContent,
    body,
    timestamp: timestamp === undefined ? "" : byteText(headerValue(evidence, timestamp)),
    id: id === undefined ? "" : byteText(headerValue(evidence, id)),
    method: options.method ?? "POST",
    url: byteStringOf(new TextEncoder().encode(options.publicUrl ?? "")),
  };
}

const ALL_BYTES = /^[\u0000-\u00ff]*$/; // oxlint-disable-line no-control-regex -- exactly the byte strings

/** A header as a byte string; text that is none cannot have travelled. */
function byteText(text = ""): string {
  return ALL_BYTES.test(text) ? text : "";
}
