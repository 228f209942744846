import { idPart, timestampPart } from "../../scheme-facts.ts";
import type { Scheme } from "../../scheme.ts";
import { schemes as builtIn } from "../../schemes/all-schemes.ts";
import { parseScheme } from "../../parse-scheme.ts";
import { type Evidence, headerValue, headerValues } from "../evidence.ts";
import { neededHeaders } from "../inspections/header-suspicions.ts";
import type { Suspicion } from "../inspections/suspicion.ts";
import { declaredKey } from "../secrets/key-dimension.ts";
import { readSignatures } from "../signatures/read-signatures.ts";
import { baseHypothesis } from "./base-hypothesis.ts";
import type { Budget } from "./budget.ts";
import { type Match, Search } from "./search.ts";

/** More schemes than any registry holds today; a bound all the same. */
const MAX_SCHEMES = 64;

/** A match under another scheme than the declared one. */
export interface OtherSchemeMatch extends Match {
  readonly scheme: Scheme;
}

/** The schemes to try beside the given one. What breaks the scheme language is passed over. */
export function otherSchemes({ scheme, context }: Evidence): readonly Scheme[] {
  const known = context.schemes?.slice(0, MAX_SCHEMES).filter(isScheme) ?? Object.values(builtIn);
  return known.filter((each) => each.id !== scheme.id);
}

/** Whether the request is right under another scheme, with any secret that is known (C33). */
export function searchOtherSchemes(
  evidence: Evidence,
  body: Uint8Array,
  budget: Budget,
): readonly OtherSchemeMatch[] {
  return otherSchemes(evidence).flatMap((other) => {
    const match = budget.isLeft ? testScheme(evidence, { other, body, budget }) : undefined;
    return match === undefined ? [] : [{ ...match, scheme: other }];
  });
}

/** Whether the request has the headers of another scheme and lacks the declared one's (C33). */
export function otherSchemeSuspicions(evidence: Evidence): readonly Suspicion[] {
  const isThere = (name: string): boolean => headerValue(evidence, name) !== undefined;
  if (neededHeaders(evidence.scheme).some(isThere)) return [];
  return otherSchemes(evidence)
    .filter((other) => neededHeaders(other).every(isThere))
    .map((other) => ({
      code: "C33" as const,
      proof: `the request has the headers of ${other.name} (scheme ${other.id}), and none of the configured scheme's`,
      certainty: "likely" as const,
    }));
}

interface SchemeTest {
  readonly other: Scheme;
  readonly body: Uint8Array;
  readonly budget: Budget;
}

function testScheme(evidence: Evidence, { other, body, budget }: SchemeTest): Match | undefined {
  const { proof } = other;
  if (proof.kind !== "mac") return undefined;
  const headers = [timestampPart(other)?.header, idPart(other)?.header];
  if (headers.some((name) => name !== undefined && headerValue(evidence, name) === undefined))
    return undefined;
  const name = proof.signature.header.toLowerCase();
  const signatures = headerValues(evidence, name).flatMap((value) => readSignatures({ name, value }, proof));
  if (signatures.length === 0) return undefined;
  // The encoding was configured for the declared scheme.
  const options = { ...evidence.input.options, keyEncoding: undefined };
  const seen: Evidence = { ...evidence, scheme: other, input: { ...evidence.input, options } };
  const base = baseHypothesis(seen, proof, body);
  const claim = {
    code: "C33" as const,
    how: `the request is signed as ${other.name} signs (scheme ${other.id})`,
  };
  const search = new Search(signatures, budget);
  const own = search.test(base, [claim]);
  if (own !== undefined) return own;
  const keys = evidence.others.flatMap((each) => declaredKey(each, { proof, keyEncoding: undefined }) ?? []);
  return search.test({ ...base, keys }, [claim, { code: "C12", how: "the key is one of the other secrets" }]);
}

function isScheme(scheme: Scheme): boolean {
  try {
    parseScheme(scheme);
    return true;
  } catch {
    return false;
  }
}
