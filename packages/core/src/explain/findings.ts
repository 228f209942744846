import { type CauseCode, causes } from "./causes.ts";
import type { Finding } from "./explanation.ts";
import type { Suspicion } from "./inspections/suspicion.ts";
import type { Match } from "./search/search.ts";

/** A proof lists so many ways in which the same cause fits, and so many different contents. */
const MAX_WAYS = 3;
const MAX_CONTENTS = 2;

/** Ways that come to the same bytes: what is the same about them, and how each is told. */
interface Ways {
  readonly start: string;
  readonly hows: Set<string>;
  readonly detail: string;
}

/** What the matches prove, one finding a cause. */
export function provedFindings(matches: readonly Match[]): readonly Finding[] {
  const byCode = new Map<CauseCode, Map<string, Ways>>();
  for (const { claims, algorithm, keyName, signature } of matches) {
    const start = `${algorithm} under the key "${keyName}" equals ${signature.name}`;
    const how = claims.map((each) => each.how).join(", and ");
    const detail = claims.flatMap((each) => each.detail ?? []).join("; ");
    for (const { code } of claims) {
      const ofCode = byCode.get(code) ?? new Map<string, Ways>();
      byCode.set(code, ofCode);
      const ways = ofCode.get(start + detail) ?? { start, hows: new Set<string>(), detail };
      ofCode.set(start + detail, ways);
      ways.hows.add(how);
    }
  }
  return Array.from(byCode, ([code, ways]) => {
    return finding({ code, proof: tellAll(Array.from(ways.values())), certainty: "proved" });
  });
}

/** Such as: HMAC-SHA-256 under the key "a" equals the received signature if A; also if B. */
function tellAll(all: readonly Ways[]): string {
  const shown = all.slice(0, MAX_CONTENTS).map((each, index) => {
    const isSaid = index > 0 && each.start === all[index - 1]?.start;
    return `${isSaid ? "also" : each.start} if ${tell(each)}`;
  });
  const more = all.length - shown.length;
  return [...shown, ...(more > 0 ? [`also in ${more} other ways`] : [])].join("; ");
}

/** Such as: the signed body was written by A, by B, or in 5 more ways (900 bytes instead of 911). */
function tell({ hows, detail }: Ways): string {
  const all = Array.from(hows);
  const shown = all.slice(0, MAX_WAYS);
  const more = all.length - shown.length;
  const ends = [...withoutRepetition(shown), ...(more > 0 ? [`in ${more} more ways`] : [])];
  const last = ends.at(-1) ?? "";
  const ways = ends.length < 2 ? last : `${ends.slice(0, -1).join(", ")}, or ${last}`;
  return `${ways}${detail === "" ? "" : ` (${detail})`}`;
}

/** The first text whole; of the others, what follows the words with which all begin. */
function withoutRepetition(texts: readonly string[]): readonly string[] {
  const all = texts.map((text) => text.split(" "));
  const [first = [], ...others] = all;
  const isShared = (at: number): boolean =>
    all.every((words) => at < words.length - 1 && words[at] === first[at]);
  let shared = 0;
  while (isShared(shared)) shared += 1;
  return [first.join(" "), ...others.map((words) => words.slice(shared).join(" "))];
}

/** Findings of suspicions whose cause is not proved already; proved ones first. */
export function suspectedFindings(
  suspicions: readonly Suspicion[],
  proved: readonly Finding[],
): readonly Finding[] {
  const known = new Set<CauseCode>(proved.map(({ code }) => code));
  const findings: Finding[] = [];
  for (const suspicion of suspicions.toSorted((a, b) => rank(a) - rank(b))) {
    if (known.has(suspicion.code)) continue;
    known.add(suspicion.code);
    findings.push(finding(suspicion));
  }
  return findings;
}

function rank({ certainty }: Suspicion): number {
  return certainty === "proved" ? 0 : 1;
}

function finding({ code, proof, certainty }: Suspicion): Finding {
  const { title, remedy } = causes[code];
  return { code, title, proof, remedy, certainty };
}
