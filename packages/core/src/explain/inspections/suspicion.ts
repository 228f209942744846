import type { CauseCode } from "../causes.ts";

/** A cause that facts of the request, the configuration or the context speak for. */
export interface Suspicion {
  readonly code: CauseCode;
  readonly proof: string;
  /** `proved` only where the fact itself is the cause. */
  readonly certainty: "proved" | "likely";
}
