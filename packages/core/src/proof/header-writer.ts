import type { HeadersInput } from "../headers.ts";

/** What is to be signed. */
export interface WritingInput {
  readonly body: Uint8Array;
  /** May hold the timestamp or the id to sign. */
  readonly headers: HeadersInput;
  readonly id: string | undefined;
  readonly method: string;
  readonly url: string | undefined;
  readonly nowMs: number;
}

/** One way to prove oneself by headers. `K` is what a secret becomes. */
export interface HeaderWriter<K> {
  /** The most keys that sign at once: more than one only where the header holds a list. */
  readonly maxKeys: number;
  /** @throws CountersignError if the secret cannot be a key of this scheme. */
  keyOf(secret: string): K;
  /** The headers, name → value. */
  write(keys: readonly K[], input: WritingInput): Record<string, string>;
}
