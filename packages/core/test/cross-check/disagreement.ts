import type { Sent } from "./peer.ts";

/** A kind of request that a peer accepts and this library refuses, with the reason why the refusal is right. */
export interface Disagreement {
  readonly name: string;
  readonly reason: string;
  /** This library's verdict. */
  readonly code: string;
  /** Whether a request is of this kind, told from the request alone. */
  readonly applies: (sent: Sent) => boolean;
  readonly examples: readonly Sent[];
}
