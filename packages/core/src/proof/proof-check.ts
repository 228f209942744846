import type { HeadersInput } from "../headers.ts";
import type { Message } from "../mac/message.ts";
import type { VerdictCode } from "../verdict-codes.ts";

/** What a check reads. */
export interface ProofInput {
  readonly headers: HeadersInput;
  readonly body: Uint8Array;
  /** Byte strings; looked at only where they are signed and were not known before. */
  readonly method: string;
  readonly url: string;
}

/** What the headers claim, read by grammar alone: not proved yet. */
export interface Claim {
  readonly message: Message;
  /** The signed id header's text. */
  readonly id: string | undefined;
  /** The signed time in milliseconds since 1970. */
  readonly signedAt: number | undefined;
}

/**
 * One way to prove who sent a request. `K` is what a secret becomes. After `read` the check remembers the
 * claim's proof until the next `read`; it is not reentrant, and needs not be.
 */
export interface ProofCheck<K> {
  /** What a key of random bytes would be, to spend the same work where there is no key. */
  readonly dummyKey: K;
  /** @throws CountersignError if the secret cannot be a key of this scheme. */
  keyOf(secret: string): K;
  /** What the request claims, or why its form is refused. */
  read(input: ProofInput): Claim | VerdictCode;
  /** Must be called once after `read` and before `isMatch`. */
  prepare(claim: Claim): void;
  /** Whether the key gives one of the claimed signatures, in constant time. */
  isMatch(key: K, claim: Claim): boolean;
}
