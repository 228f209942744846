import type { Scheme } from "../../scheme.ts";
import type { Evidence } from "../evidence.ts";
import type { OtherSchemeMatch } from "../search/search-other-schemes.ts";
import type { Match } from "../search/search.ts";
import { accepts } from "./accepts.ts";
import { composeScheme } from "./compose-scheme.ts";

const MAX_ID_CHARACTERS = 64;
const ID_ENDING = "-as-signed";

/** The first scheme, other than the declared one, under which the request verifies. */
export function foundScheme(
  evidence: Evidence,
  matches: readonly (Match | OtherSchemeMatch)[],
): Scheme | undefined {
  const { publicUrl } = evidence.input.options;
  const template = templateOf(evidence);
  const secrets = [...evidence.declared, ...evidence.others];
  for (const match of matches) {
    if ("scheme" in match) {
      const { scheme } = match;
      if (secrets.some(({ secret }) => accepts(scheme, { evidence, secret, publicUrl }))) return scheme;
      continue;
    }
    const composed = composeScheme(match, { evidence, template, publicUrl })?.scheme;
    // The same proof: not the scheme but the secret or the URL was wrong.
    if (composed !== undefined && spelled(composed.proof) !== spelled(template.proof)) return composed;
  }
  return undefined;
}

/** The declared scheme as it is used, under an id that says it is the declared one no more. */
function templateOf({ scheme, input }: Evidence): Scheme {
  const { notes: _, proof, ...rest } = scheme;
  const id = scheme.id.slice(0, MAX_ID_CHARACTERS - ID_ENDING.length).replace(/-$/, "") + ID_ENDING;
  const { keyEncoding } = input.options;
  if (proof.kind !== "mac" || keyEncoding === undefined) return { ...rest, id, proof };
  const { stripPrefix, ...key } = proof.key;
  // As text a secret is taken whole, prefix included.
  const isStripped = stripPrefix !== undefined && keyEncoding !== "utf8";
  const used = { ...key, ...(isStripped && { stripPrefix }), encoding: keyEncoding };
  return { ...rest, id, proof: { ...proof, key: used } };
}

/** JSON with sorted names, so that equal data gives equal text. */
function spelled(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
