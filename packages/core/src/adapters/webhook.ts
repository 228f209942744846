import type { AcceptedVerdict } from "../verdict.ts";

/** A webhook whose signature was right. */
export interface Webhook {
  /** What was proved. */
  readonly verdict: AcceptedVerdict;
  /** The body's bytes, exactly as they arrived. */
  readonly body: Uint8Array;
}
