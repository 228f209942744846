import { byteStringOf } from "../encoding/byte-string.ts";
import { misuse } from "../misuse.ts";
import { parseScheme } from "../parse-scheme.ts";
import type { Scheme } from "../scheme.ts";
import { schemes as builtIn } from "../schemes/all-schemes.ts";
import { signsUrl } from "../scheme-facts.ts";
import { accepts, signedAtMs } from "./compose/accepts.ts";
import { composeScheme } from "./compose/compose-scheme.ts";
import { eventRule } from "./compose/event-rule.ts";
import { neutralScheme } from "./compose/neutral-scheme.ts";
import { describe } from "./content/content-dimension.ts";
import { urlCandidates } from "./content/url-candidates.ts";
import { urlFacts } from "./content/url-facts.ts";
import { type Evidence, readEvidence } from "./evidence.ts";
import { nowOf } from "./now-of.ts";
import { shownName } from "./read-headers.ts";
import type { FindSchemeInput, FoundScheme, SchemeSearch } from "./scheme-search.ts";
import { Budget } from "./search/budget.ts";
import { neutralSearch } from "./search/neutral-search.ts";
import type { Match } from "./search/search.ts";

const DEFAULT_ID = "new-scheme";
/** What the sender was given is mostly among the first. */
const MAX_URLS = 16;
/** Ways beyond the language that are told. */
const MAX_BEYOND = 3;

/**
 * The scheme that signed a request, from nothing but the request and its secret: a built-in one, else one composed from
 * what the search of `explain` computes again. One request cannot show everything: the window of time, the status of a
 * refusal, and which fields are the event's id and type are to be reviewed.
 *
 * @param input A request that is known to be right, and the secrets of which one signed it.
 * @throws CountersignError `options_not_an_object`; `scheme_invalid` for an id or name that no scheme may have.
 * @example
 * const { found } = findScheme({ request, secrets: [{ name: "staging", secret }], id: "acme" });
 * if (found !== undefined) createVerifier(found.scheme, { keys: [{ secret }], publicUrl: found.publicUrl });
 */
export function findScheme(input: FindSchemeInput): SchemeSearch {
  if (typeof input !== "object" || input === null) throw misuse("options_not_an_object");
  const { id = DEFAULT_ID, name = id } = input;
  const nowMs = nowOf(input.now);
  const budget = new Budget(input.budgetMs);
  const evidence = evidenceOf(parseScheme(neutralScheme({ id, name, nowMs })), input, nowMs);
  const urls = urlsOf(evidence);
  const known = knownScheme(evidence, input.schemes ?? Object.values(builtIn), urls);
  const { found = known, beyondLanguage } = known === undefined ? composed(evidence, urls, budget) : NOTHING;
  const { tried, wasExceeded, elapsedMs } = budget;
  return { ...(found !== undefined && { found }), beyondLanguage, tried, wasExceeded, elapsedMs };
}

type Found = Pick<SchemeSearch, "found" | "beyondLanguage">;
const NOTHING: Found = { beyondLanguage: [] };

function evidenceOf(
  scheme: Scheme,
  { request, secrets, publicUrl }: FindSchemeInput,
  nowMs: number,
): Evidence {
  const keys = secrets.map(({ name, secret }) => ({ id: name, secret }));
  const input = { scheme, options: { keys, publicUrl }, request };
  return readEvidence(scheme, input, { verdict: { ok: false, code: "no_match", status: 401 }, nowMs });
}

/** The URL that was named; else those that the request shows, the likeliest first. */
function urlsOf(evidence: Evidence): readonly string[] {
  const { options, request } = evidence.input;
  if (options.publicUrl !== undefined) return [options.publicUrl];
  const own = request.url !== undefined && /^https?:/i.test(request.url) ? [request.url] : [];
  return Array.from(new Set([...own, ...urlCandidates(urlFacts(evidence))])).slice(0, MAX_URLS);
}

function knownScheme(
  evidence: Evidence,
  schemes: readonly Scheme[],
  urls: readonly string[],
): FoundScheme | undefined {
  for (const scheme of schemes) {
    for (const { name, secret } of evidence.declared) {
      for (const publicUrl of signsUrl(scheme) ? urls : [undefined]) {
        if (!accepts(scheme, { evidence, secret, publicUrl })) continue;
        return foundBy(scheme, { evidence, publicUrl, isKnown: true, secretName: name });
      }
    }
  }
  return undefined;
}

function composed(evidence: Evidence, urls: readonly string[], budget: Budget): Found {
  const { body } = evidence;
  if (body === undefined) return NOTHING;
  const template: Scheme = { ...evidence.scheme, event: eventRule(body) };
  const beyond = new Set<string>();
  const bytes = urls.map((url) => byteStringOf(new TextEncoder().encode(url)));
  for (const match of neutralSearch({ evidence, body, urls: bytes, budget })) {
    const publicUrl = urls[bytes.indexOf(match.hypothesis.url)];
    const { scheme, key } = composeScheme(match, { evidence, template, publicUrl }) ?? {};
    if (scheme !== undefined && key !== undefined) {
      const facts = { evidence, publicUrl, isKnown: false, secretName: key.secret.name };
      return { found: foundBy(scheme, facts), beyondLanguage: [] };
    }
    beyond.add(describeMatch(match));
  }
  return { beyondLanguage: Array.from(beyond).slice(0, MAX_BEYOND) };
}

interface FoundFacts {
  readonly evidence: Evidence;
  readonly publicUrl: string | undefined;
  readonly isKnown: boolean;
  readonly secretName: string;
}

function foundBy(scheme: Scheme, { evidence, publicUrl, ...facts }: FoundFacts): FoundScheme {
  const signedMs = signedAtMs(scheme, evidence);
  return {
    scheme,
    ...facts,
    ...(publicUrl !== undefined && signsUrl(scheme) && { publicUrl }),
    ...(signedMs !== undefined && { signedAtMs: signedMs }),
  };
}

/** Such as: HMAC-SHA-256 over timestamp "." body, as lower-case hex in "stripe-signature"; the time is that of …. */
function describeMatch({ algorithm, hypothesis, signature, claims }: Match): string {
  const { header, writing } = signature.place;
  const [, where = ""] = /(, with the text of .*)$/.exec(claims.map(({ how }) => how).join("")) ?? [];
  const content = hypothesis.escape === undefined ? "" : "an escape of ";
  return `${algorithm} over ${content}${describe(hypothesis.pieces)}${where}, as ${writing} in ${shownName(header)}`;
}
