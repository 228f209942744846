import type { ExplainedVerdict, Finding } from "./explanation.ts";

/** The result in one sentence. */
export function conclude(verdict: ExplainedVerdict, findings: readonly Finding[], tried: number): string {
  if (verdict.ok)
    return findings.length === 0
      ? "Accepted: there is nothing to explain."
      : `Accepted. ${titles(findings)}.`;
  const proved = findings.filter(({ certainty }) => certainty === "proved");
  if (proved.length > 0) return `Refused (${verdict.code}). Proved: ${titles(proved)}.`;
  const start = `Refused (${verdict.code}). None of ${tried} computed signatures is a received one`;
  if (findings.length > 0) return `${start}. Likely: ${titles(findings)}.`;
  return `${start}: the body was probably changed on the way, or none of these secrets signed it.`;
}

function titles(findings: readonly Finding[]): string {
  return findings.map(({ code, title }) => `${code} ${title}`).join("; ");
}
