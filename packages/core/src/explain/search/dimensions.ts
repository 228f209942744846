import type { Evidence } from "../evidence.ts";
import { bodyDimension } from "../bodies/body-dimension.ts";
import { contentDimension } from "../content/content-dimension.ts";
import { candidateIds, candidateTimestamps } from "../content/candidate-headers.ts";
import { escapeDimension } from "../content/escape-dimension.ts";
import { hashDimension } from "../content/hash-dimension.ts";
import { methodDimension } from "../content/method-dimension.ts";
import { renamedHeaders } from "../content/renamed-headers.ts";
import { timestampDimension } from "../content/timestamp-dimension.ts";
import { urlDimension } from "../content/url-dimension.ts";
import { urlFacts } from "../content/url-facts.ts";
import { keyDimension, rareKeyDimension } from "../secrets/key-dimension.ts";
import type { ReceivedSignature } from "../signatures/received-signature.ts";
import type { MacProof } from "../../scheme.ts";
import type { Hypothesis } from "./hypothesis.ts";
import type { Dimension } from "./search.ts";

/**
 * Every departure worth trying, by kind. Bodies come late: they are the most frequent cause, and cost the most, so
 * that all others together fit before them. Only what is rare comes after them.
 */
export function dimensionsOf(
  evidence: Evidence,
  proof: MacProof,
  { base, signatures }: { readonly base: Hypothesis; readonly signatures: readonly ReceivedSignature[] },
): readonly Dimension[] {
  const { declared, others, input } = evidence;
  const signs = (piece: "method" | "url" | "timestamp"): boolean => base.pieces.includes(piece);
  const sources = { declared, others, proof, keyEncoding: input.options.keyEncoding };
  const timestamps = candidateTimestamps(evidence);
  return [
    keyDimension(sources),
    signs("timestamp") ? [...timestampDimension(base.timestamp), ...renamedHeaders(evidence)] : [],
    signs("url") ? urlDimension(urlFacts(evidence)) : [],
    signs("method") ? methodDimension(base.method, input.request.method) : [],
    escapeDimension(base),
    hashDimension(base.hash, new Set(signatures.map(({ bytes }) => bytes.length))),
    contentDimension({ base, timestamps, ids: candidateIds(evidence) }),
    bodyDimension(base.body),
    rareKeyDimension(sources),
  ];
}
