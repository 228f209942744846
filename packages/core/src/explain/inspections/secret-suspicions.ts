import { trimBlanks } from "../../proof/trim-blanks.ts";
import { type Evidence, headerValues } from "../evidence.ts";
import type { Suspicion } from "./suspicion.ts";

/** How credentials for calling an API are usually marked. */
const API_KEY = /^(?:sk|pk|rk|ak|api|key|token|bearer|basic)[_ -]|^(?:sk|pk|rk)_(?:live|test)_/i;
const OUTER_CHARACTERS = /^[\s"'`]|[\s"'`]$|\\n/;

/** What the configured secrets look like: C13, C14. */
export function secretSuspicions(evidence: Evidence): readonly Suspicion[] {
  const { scheme, declared } = evidence;
  const { proof, caller } = scheme;
  const signatureHeader = proof.kind === "mac" ? proof.signature.header : proof.header;
  const signatures = headerValues(evidence, signatureHeader).map(trimBlanks);
  const apiKeys = caller === undefined ? [] : headerValues(evidence, caller.header).map(trimBlanks);
  return declared.flatMap(({ name, secret }): readonly Suspicion[] => {
    const all: Suspicion[] = [];
    if (proof.kind === "mac" && signatures.includes(secret)) {
      all.push({
        code: "C13",
        proof: `"${signatureHeader}" holds the secret "${name}" itself, not a signature`,
        certainty: "proved",
      });
    }
    if (apiKeys.includes(secret)) {
      all.push({
        code: "C13",
        proof: `the secret "${name}" is the API key of this request`,
        certainty: "likely",
      });
    }
    if (proof.kind === "mac" && API_KEY.test(secret)) {
      all.push({
        code: "C13",
        proof: `the secret "${name}" begins as keys for calling an API do`,
        certainty: "likely",
      });
    }
    if (OUTER_CHARACTERS.test(secret)) {
      all.push({
        code: "C14",
        proof: `the secret "${name}" begins or ends with a blank, line end or quote`,
        certainty: "likely",
      });
    }
    return all;
  });
}
