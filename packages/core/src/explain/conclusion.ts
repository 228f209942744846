import type { ExplainedVerdict, Finding } from "./explanation.ts";

/** How far the search went. */
interface SearchExtent {
  readonly tried: number;
  /** Whether it ended before everything was tried. */
  readonly wasExceeded: boolean;
}

/** The result in a sentence or two. */
export function conclude(
  verdict: ExplainedVerdict,
  findings: readonly Finding[],
  { tried, wasExceeded }: SearchExtent,
): string {
  if (verdict.ok) {
    return findings.length === 0
      ? "Accepted: there is nothing to explain."
      : `Accepted. ${titles(findings)}.`;
  }
  const proved = findings.filter(({ certainty }) => certainty === "proved");
  if (proved.length > 0) return `Refused (${verdict.code}). Proved: ${titles(proved)}.`;
  const end = wasExceeded ? " The search ended at its budget: raise context.budgetMs to try the rest." : "";
  const start = `Refused (${verdict.code}). None of ${tried} computed signatures is a received one`;
  if (findings.length > 0) return `${start}. Likely: ${titles(findings)}.${end}`;
  return `${start}: the body was probably changed on the way, or none of these secrets signed it.${end}`;
}

function titles(findings: readonly Finding[]): string {
  return findings.map(({ code, title }) => `${code} ${title}`).join("; ");
}
