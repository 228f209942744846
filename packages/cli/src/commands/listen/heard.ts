import type { Verdict } from "countersign";
import type { AppAnswer } from "./forward.ts";

/** A request that was judged. */
export interface Heard {
  readonly at: Date;
  readonly method: string;
  /** Without the query, which may hold secrets. */
  readonly path: string;
  /** Path and query as they came; never shown. */
  readonly url: string;
  readonly headers: readonly string[];
  /** Empty where the request was too large to be read. */
  readonly body: Uint8Array;
  readonly verdict: Verdict;
}

/** Is told of every request, as it happens. */
export interface Audience {
  /** A request came and was judged. */
  readonly onJudged: (heard: Heard) => void;
  /** A verified request was passed on to the app; called after `onJudged`. */
  readonly onAnswered: (heard: Heard, answer: AppAnswer) => void;
}
