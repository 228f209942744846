import type { Claim } from "../search/hypothesis.ts";

/** A signature as it was read from the request, leniently. */
export interface ReceivedSignature {
  /** The MAC's bytes, without what the scheme appends to them. */
  readonly bytes: Uint8Array;
  /** What findings call it, such as "signature 1 of 2". */
  readonly name: string;
  /** How its writing departs from the scheme. */
  readonly claims: readonly Claim[];
}
