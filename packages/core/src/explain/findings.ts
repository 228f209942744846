import { type CauseCode, causes } from "./causes.ts";
import type { Finding } from "./explanation.ts";
import type { Suspicion } from "./inspections/suspicion.ts";
import type { Match } from "./search/search.ts";

/** A proof lists so many ways in which the same cause fits. */
const MAX_WAYS = 4;

/** What the matches prove, one finding a cause. */
export function provedFindings(matches: readonly Match[]): readonly Finding[] {
  const ways = new Map<CauseCode, Set<string>>();
  for (const match of matches) {
    const all = match.claims.map(({ how }) => how).join("; and ");
    const way = `${match.algorithm} under the key "${match.keyName}" equals ${match.signature.name} where ${all}`;
    for (const { code } of match.claims) ways.set(code, (ways.get(code) ?? new Set()).add(way));
  }
  return Array.from(ways, ([code, texts]) =>
    finding({ code, proof: listed(Array.from(texts)), certainty: "proved" }),
  );
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

function listed(ways: readonly string[]): string {
  const shown = ways.slice(0, MAX_WAYS).join(". Also: ");
  return ways.length > MAX_WAYS ? `${shown}. And ${ways.length - MAX_WAYS} more ways fit` : shown;
}
