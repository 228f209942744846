import type { Evidence } from "../evidence.ts";
import { type OtherSchemeMatch, otherSchemeSuspicions } from "../search/search-other-schemes.ts";
import { searchSecretHeader } from "../search/search-secret-header.ts";
import type { Match } from "../search/search.ts";
import { bodySuspicions } from "./body-suspicions.ts";
import { frameworkSuspicions } from "./framework-suspicions.ts";
import { headerSuspicions } from "./header-suspicions.ts";
import { pathSuspicions } from "./path-suspicions.ts";
import { secretSuspicions } from "./secret-suspicions.ts";
import type { Suspicion } from "./suspicion.ts";
import { timeSuspicions } from "./time-suspicions.ts";

/** What the search came to. */
export interface SearchResult {
  /** Whether a received signature is right just as the scheme says. */
  readonly isSignatureRight: boolean;
  /** The key that it is right under. */
  readonly keyName?: string;
  readonly matches: readonly (Match | OtherSchemeMatch)[];
}

/** Causes that say the body was changed on the way. */
const BODY_CHANGES: ReadonlySet<string> = new Set(["C01", "C06", "C07", "C08", "C09", "C10"]);

/** What can be seen without computing, as far as the search leaves a question open. */
export function allSuspicions(evidence: Evidence, result: SearchResult): readonly Suspicion[] {
  const { verdict, scheme } = evidence;
  if (verdict.ok) return frameworkSuspicions(evidence);
  const always = [...methodSuspicions(evidence), ...timeSuspicions(evidence)];
  if (result.isSignatureRight)
    return [...always, ...headerSuspicions(evidence), ...windowSuspicions(evidence, result)];
  if (result.matches.length > 0) {
    const isBodyChanged = result.matches.some(({ claims }) =>
      claims.some(({ code }) => BODY_CHANGES.has(code)),
    );
    return [
      ...always,
      ...(isBodyChanged ? [...pathSuspicions(evidence), ...frameworkSuspicions(evidence)] : []),
    ];
  }
  return [
    ...always,
    ...(scheme.proof.kind === "mac" ? [] : searchSecretHeader(evidence, scheme.proof)),
    ...headerSuspicions(evidence),
    ...otherSchemeSuspicions(evidence),
    ...bodySuspicions(evidence),
    ...frameworkSuspicions(evidence),
    ...secretSuspicions(evidence),
  ];
}

function methodSuspicions({ verdict, input }: Evidence): readonly Suspicion[] {
  if (verdict.ok || verdict.code !== "wrong_method") return [];
  const expected = input.options.method ?? "POST";
  const proof = `the request has another method than ${expected}, which is configured`;
  return [{ code: "C28", proof, certainty: "proved" }];
}

/** The signature is right under a key that does not count now. */
function windowSuspicions({ verdict }: Evidence, { keyName }: SearchResult): readonly Suspicion[] {
  if (verdict.ok || verdict.code !== "no_match" || keyName === undefined) return [];
  const proof = `the signature is right under the key "${keyName}", which has ended or not begun`;
  return [{ code: "C12", proof, certainty: "proved" }];
}
