import type { StepKind, StepKinds, StepOutcome } from "../change.ts";
import type { Transaction } from "./query.ts";

/** One kind of step; part of the caller's transaction. */
export type Step<Kind extends StepKind> = (
  transaction: Transaction,
  input: StepKinds[Kind]["input"],
) => Promise<StepOutcome<Kind>>;
