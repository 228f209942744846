import { parseScheme } from "../../parse-scheme.ts";
import { idPart, timestampPart } from "../../scheme-facts.ts";
import type { MacProof, Scheme } from "../../scheme.ts";
import type { Evidence } from "../evidence.ts";
import type { SearchedHash } from "../search/hypothesis.ts";
import type { Match } from "../search/search.ts";
import { accepts } from "./accepts.ts";
import { type RuledKey, ruleOfKey } from "./key-rules.ts";
import { messageOf } from "./message-of.ts";
import { signatureRules } from "./signature-rules.ts";

/** The hashes that the scheme language has words for. */
const ALGORITHMS: Partial<Readonly<Record<SearchedHash, MacProof["algorithm"]>>> = {
  sha1: "hmac-sha1",
  sha256: "hmac-sha256",
};

/** A scheme under which a request verifies. */
export interface ComposedScheme {
  readonly scheme: Scheme;
  readonly key: RuledKey;
}

/** What a scheme is composed from, beside the match. */
export interface Composition {
  readonly evidence: Evidence;
  /** The scheme whose id, events and answers are kept, and whose words are preferred. */
  readonly template: Scheme;
  readonly publicUrl: string | undefined;
}

/**
 * The scheme that a match describes, in the words of the scheme language; undefined where it has none for it. A verifier
 * has accepted the request under it.
 */
export function composeScheme(
  match: Match,
  { evidence, template, publicUrl }: Composition,
): ComposedScheme | undefined {
  // No scheme makes another body right.
  if (match.hypothesis.body !== evidence.body) return undefined;
  const declared = template.proof;
  const algorithm = ALGORITHMS[match.hypothesis.hash];
  if (declared.kind !== "mac" || algorithm === undefined) return undefined;
  const key = ruleOfKey(match.key, [...evidence.declared, ...evidence.others], declared);
  const message = messageOf(match.hypothesis, {
    headers: evidence.headers,
    timestamp: timestampPart(template),
    id: idPart(template),
  });
  if (key === undefined || message === undefined) return undefined;
  const { append, ...rest } = declared;
  const appendices = append === undefined ? [{}] : [{ append }, {}];
  for (const signature of signatureRules(match.signature.place, declared.signature)) {
    for (const appendix of appendices) {
      const proof = { ...rest, ...appendix, algorithm, key: key.rule, message, signature };
      const scheme = parsed({ ...template, proof });
      if (scheme === undefined) continue;
      if (accepts(scheme, { evidence, secret: key.secret.secret, publicUrl })) return { scheme, key };
    }
  }
  return undefined;
}

/** Undefined where the parts are none that the language has, such as a line feed between them. */
function parsed(scheme: Scheme): Scheme | undefined {
  try {
    return parseScheme(scheme);
  } catch {
    return undefined;
  }
}
