import { neutralProof } from "../compose/neutral-scheme.ts";
import { ruledKeys } from "../compose/key-rules.ts";
import { candidateIds, candidateTimestamps, taggedTimes } from "../content/candidate-headers.ts";
import { contentDimension } from "../content/content-dimension.ts";
import { cgiEscapeContent } from "../content/escape-dimension.ts";
import { HASHES, digestLengths } from "../content/hash-dimension.ts";
import type { Evidence } from "../evidence.ts";
import { equalBytes } from "../equal-bytes.ts";
import { readSignatures } from "../signatures/read-signatures.ts";
import type { ReceivedSignature } from "../signatures/received-signature.ts";
import type { Budget } from "./budget.ts";
import type { Deviation, Hypothesis, NamedKey } from "./hypothesis.ts";
import { type Match, Search } from "./search.ts";

/** A request has a few signatures; tokens of their length in other headers are few as well. */
const MAX_SIGNATURES = 64;

/** Headers whose values are no signatures, however long. */
const NO_SIGNATURE = /^(?:cookie|authorization|user-agent|traceparent|content-type|host)$/;

const ESCAPED: Deviation = {
  code: "C27",
  how: "the signed content was escaped",
  change: { escape: cgiEscapeContent },
  isCommon: true,
};

/** What a search without a declared scheme is given. */
export interface NeutralSearch {
  readonly evidence: Evidence;
  readonly body: Uint8Array;
  /** URLs that may have been signed, as byte strings. */
  readonly urls: readonly string[];
  readonly budget: Budget;
}

/** Every way in which the request's headers, contents and keys give a received signature, with no scheme to start from. */
export function* neutralSearch({ evidence, body, urls, budget }: NeutralSearch): Generator<Match> {
  const signatures = evidence.headers
    .filter(({ name }) => !NO_SIGNATURE.test(name))
    .flatMap((header) => readSignatures(header, neutralProof))
    .slice(0, MAX_SIGNATURES);
  if (signatures.length === 0) return;
  const engine = new Search(signatures, budget);
  const timestamps = [...candidateTimestamps(evidence), ...taggedTimes(evidence)];
  const ids = candidateIds(evidence);
  for (const hash of hashesOf(signatures)) {
    for (const url of ["", ...urls]) {
      const base = neutralHypothesis(evidence, { body, hash, url });
      const plain = engine.test(base, []);
      if (plain !== undefined) yield plain;
      const contents = contentDimension({ base, timestamps, ids });
      const singles = engine.singles(base, [contents, [ESCAPED]]);
      yield* singles.matches;
      if (url !== "") yield* engine.pairs(base, singles.common);
    }
  }
}

function hashesOf(signatures: readonly ReceivedSignature[]): readonly Hypothesis["hash"][] {
  const lengths = new Set(signatures.map(({ bytes }) => bytes.length));
  return HASHES.filter((hash) => lengths.has(digestLengths[hash]));
}

function neutralHypothesis(
  { declared, input }: Evidence,
  changing: Pick<Hypothesis, "body" | "hash" | "url">,
): Hypothesis {
  const keys = declared.flatMap((each) =>
    ruledKeys(each, neutralProof).map(({ bytes }): NamedKey => ({ name: each.name, bytes })),
  );
  return {
    ...changing,
    keys: keys.filter(
      ({ bytes }, index) => keys.findIndex((each) => equalBytes(each.bytes, bytes)) === index,
    ),
    pieces: ["body"],
    escape: undefined,
    timestamp: "",
    id: "",
    method: input.request.method ?? "POST",
  };
}
