import type { Scheme } from "./scheme.ts";
import { type VerdictCode, verdictCodes } from "./verdict-codes.ts";
import type { RefusedVerdict } from "./verdict.ts";

/** Every refusal a scheme can give, made once and frozen: refusing allocates nothing. */
export type Refusals = Readonly<Record<VerdictCode, RefusedVerdict>>;

/** The refusals of a scheme: its own status wherever the table says 401. */
export function refusalsOf(scheme: Scheme): Refusals {
  const entries = Object.entries(verdictCodes).map(([code, { status }]) => [
    code,
    Object.freeze({ ok: false, code, status: status === 401 ? scheme.answer.refused : status }),
  ]);
  return Object.freeze(Object.fromEntries(entries)) as Refusals;
}
