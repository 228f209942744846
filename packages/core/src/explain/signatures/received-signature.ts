import type { Claim } from "../search/hypothesis.ts";
import type { DecodingName } from "./decodings.ts";

/** Where a signature stood, and how it was written. */
export interface SignaturePlace {
  /** In lower case. */
  readonly header: string;
  /** The header's whole text. */
  readonly text: string;
  /** What stands before the signature, such as `sha256=`. */
  readonly prefix: string;
  readonly writing: DecodingName;
}

/** A signature as it was read from the request, leniently. */
export interface ReceivedSignature {
  /** The MAC's bytes, without what the scheme appends to them. */
  readonly bytes: Uint8Array;
  /** What findings call it, such as "signature 1 of 2". */
  readonly name: string;
  /** How its writing departs from the scheme. */
  readonly claims: readonly Claim[];
  readonly place: SignaturePlace;
}
