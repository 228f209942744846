import { type CauseCode, causes } from "./causes.ts";
import type { Finding } from "./explanation.ts";
import type { Suspicion } from "./inspections/suspicion.ts";
import type { Match } from "./search/search.ts";

/** A proof lists so many ways in which the same cause fits. */
const MAX_WAYS = 4;

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
    const proof = Array.from(ways.values(), tell).join(". Also, ");
    return finding({ code, proof, certainty: "proved" });
  });
}

/** Such as: HMAC-SHA-256 under the key "a" equals the received signature if A, or if B (900 bytes instead of 911). */
function tell({ start, hows, detail }: Ways): string {
  const all = Array.from(hows);
  const shown = all.slice(0, MAX_WAYS).join(", or if ");
  const more = all.length > MAX_WAYS ? `, or in ${all.length - MAX_WAYS} more ways` : "";
  return `${start} if ${shown}${more}${detail === "" ? "" : ` (${detail})`}`;
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
