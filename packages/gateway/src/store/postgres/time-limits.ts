import type { OperationName } from "../engine-operation.ts";
import type { TimeLimits } from "./transaction.ts";

/** A sender or a caller of the API is told within two seconds that the database does not answer. */
const QUICK: TimeLimits = { answerMs: 1500, totalMs: 1500 };

/** A change of a large configuration is thousands of small statements. */
const MANY_STATEMENTS: TimeLimits = { answerMs: 1500, totalMs: 60_000 };

/** Work in the background, or a search that may look at many rows; nobody waits for its answer at the door. */
const LONG: TimeLimits = { answerMs: 15_000, totalMs: 60_000 };

const others: { readonly [Name in OperationName]?: TimeLimits } = {
  change: MANY_STATEMENTS,
  rewrapKeys: MANY_STATEMENTS,
  stepReplay: MANY_STATEMENTS,
  readConfiguration: LONG,
  purgeBlobs: LONG,
  purgeFrames: LONG,
  purgeMetadata: LONG,
  purgeQuarantine: LONG,
  purgeAnswers: LONG,
  purgeSessions: LONG,
  readActivity: LONG,
  purgeActivity: LONG,
  countReplay: LONG,
  countWrappedKeys: LONG,
};

/** How long each call of the engine may take. */
export function limitsOf(name: OperationName): TimeLimits {
  return others[name] ?? QUICK;
}
