import { CountersignError } from "../countersign-error.ts";
import { misuse } from "../misuse.ts";
import { parseScheme } from "../parse-scheme.ts";
import type { MacProof, Scheme } from "../scheme.ts";
import { verdictSummary } from "../verdict-summary.ts";
import { createVerifier, type WebhookRequest } from "../verifier.ts";
import { foundScheme } from "./compose/found-scheme.ts";
import { conclude } from "./conclusion.ts";
import { type Evidence, readEvidence } from "./evidence.ts";
import type { ExplainedVerdict, ExplainInput, Explanation } from "./explanation.ts";
import { provedFindings, suspectedFindings } from "./findings.ts";
import { allSuspicions, type SearchResult } from "./inspections/all-suspicions.ts";
import { nowOf } from "./now-of.ts";
import { baseHypothesis } from "./search/base-hypothesis.ts";
import { Budget } from "./search/budget.ts";
import { dimensionsOf } from "./search/dimensions.ts";
import { Search } from "./search/search.ts";
import { searchOtherSchemes } from "./search/search-other-schemes.ts";
import { allSignatures } from "./signatures/all-signatures.ts";

/**
 * Why a request was refused: searches a bounded space of known mistakes, nearest to the declared scheme first, for
 * one under which a received signature comes out, and inspects what can be seen. It never turns a refusal into an
 * acceptance. For people, never on the request path: it takes up to its budget, and its time tells what it found.
 *
 * A body above 1 MiB is tried only as it is. Whatever the request holds, this returns; a secret that cannot be decoded is something to explain.
 *
 * @param input The scheme and options as for `createVerifier`, the request as it was captured, and what else is known.
 * @throws CountersignError `scheme_invalid`, `options_not_an_object` for an input that is no input.
 * @example
 * const { findings, conclusion } = explain({ scheme: nabla, options: { keys }, request });
 * console.log(conclusion);
 * for (const { code, title, proof, remedy } of findings) console.log(code, title, proof, remedy);
 */
export function explain(input: ExplainInput): Explanation {
  if (typeof input !== "object" || input === null) throw misuse("options_not_an_object");
  const scheme = parseScheme(input.scheme);
  if (typeof input.options !== "object" || input.options === null) throw misuse("options_not_an_object");
  const budget = new Budget(input.context?.budgetMs);
  const nowMs = nowOf(input.options.now);
  const verdict = verdictOn(scheme, input, nowMs);
  const evidence = readEvidence(scheme, input, { verdict, nowMs });

  const result: SearchResult = verdict.ok
    ? { isSignatureRight: true, matches: [] }
    : search(evidence, budget);
  const proved = provedFindings(result.matches);
  const findings = [...proved, ...suspectedFindings(allSuspicions(evidence, result), proved)];
  const found = foundScheme(evidence, result.matches);
  return {
    verdict,
    findings,
    ...(found !== undefined && { scheme: found }),
    conclusion: conclude(verdict, findings, budget),
    tried: budget.tried,
    elapsedMs: budget.elapsedMs,
  };
}

function verdictOn(scheme: Scheme, { options, request }: ExplainInput, nowMs: number): ExplainedVerdict {
  try {
    const verifier = createVerifier(scheme, { ...options, now: () => nowMs });
    return verdictSummary(verifier.verify(request as WebhookRequest));
  } catch (error) {
    // Anything else comes from an object in the place of headers that is not what it looks like.
    const code = error instanceof CountersignError ? error.code : "headers_not_understood";
    return { ok: false, code };
  }
}

function search(evidence: Evidence, budget: Budget): SearchResult {
  const { body } = evidence;
  const { proof } = evidence.scheme;
  if (body === undefined || proof.kind !== "mac") return { isSignatureRight: false, matches: [] };
  return searchMac(evidence, { proof, body, budget });
}

interface MacSearch {
  readonly proof: MacProof;
  readonly body: Uint8Array;
  readonly budget: Budget;
}

/** Nothing changed, then another scheme as it stands, then single departures, then pairs. */
function searchMac(evidence: Evidence, { proof, body, budget }: MacSearch): SearchResult {
  const signatures = allSignatures(evidence, proof);
  const engine = new Search(signatures, budget);
  const base = baseHypothesis(evidence, proof, body);
  const asDeclared = engine.test(base, []);
  if (asDeclared !== undefined) {
    const isSignatureRight = asDeclared.claims.length === 0;
    return {
      isSignatureRight,
      keyName: asDeclared.keyName,
      matches: isSignatureRight ? [] : [asDeclared],
    };
  }
  const other = searchOtherSchemes(evidence, body, budget);
  if (other.length > 0 || signatures.length === 0) return { isSignatureRight: false, matches: other };
  const dimensions = dimensionsOf(evidence, proof, { base, signatures });
  const singles = engine.singles(base, dimensions);
  const matches = singles.matches.length > 0 ? singles.matches : engine.pairs(base, singles.common);
  return { isSignatureRight: false, matches };
}
