import type { RefusalReason, StepKind, StepKinds } from "../change.ts";
import type { Transaction } from "./query.ts";

/** What a step gives: its result, or why it was not carried out. */
export type StepOutcome<Kind extends StepKind> =
  { readonly result: StepKinds[Kind]["result"] } | { readonly refused: RefusalReason };

/** One kind of step; part of the caller's transaction. */
export type Step<Kind extends StepKind> = (
  transaction: Transaction,
  input: StepKinds[Kind]["input"],
) => Promise<StepOutcome<Kind>>;
