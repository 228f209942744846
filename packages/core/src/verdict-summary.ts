import type { RefusedVerdict, Verdict } from "./verdict.ts";

/** A verdict without anything that comes from the body: safe to log and to show. */
export type VerdictSummary =
  | {
      readonly ok: true;
      /** The key that matched. */
      readonly keyId: string;
      /** Who the API key names, where the scheme has callers. */
      readonly callerId?: string;
    }
  | RefusedVerdict;

/** The summary of a verdict. */
export function verdictSummary(verdict: Verdict): VerdictSummary {
  if (!verdict.ok) return verdict;
  const { keyId, callerId } = verdict;
  return { ok: true, keyId, ...(callerId !== undefined && { callerId }) };
}
