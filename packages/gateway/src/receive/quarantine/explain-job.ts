import type { Scheme, VerifierOptions } from "countersign";
import type { Explanation, KnownSecret } from "countersign/explain";
import type { Trace } from "countersign/trace";

/** What a thread is given to explain or trace one request. */
export interface ExplainJob {
  readonly kind: "explain" | "trace";
  readonly scheme: Scheme;
  /** The verifier's options without its clock, which cannot be sent to a thread. */
  readonly options: Omit<VerifierOptions, "now">;
  /** The time at which the request is to be judged. */
  readonly nowMs: number;
  readonly request: {
    readonly method?: string;
    readonly url?: string;
    readonly headers: readonly string[];
    readonly body: Uint8Array;
  };
  /** Other secrets of the organization: the sender may have used one of them. */
  readonly secrets: readonly KnownSecret[];
}

export interface ExplainResults {
  readonly explain: Explanation;
  readonly trace: Trace;
}
