import type { KeyEncoding, SchemeData } from "../senders/scheme-data.ts";

/** What a snippet is made of: the description of how a sender signs, and what a source says otherwise. */
export interface SnippetInput {
  readonly scheme: SchemeData;
  /** Whether the library has the scheme under its id. Another one is written out. */
  readonly isBuiltIn: boolean;
  /** The method that the sender uses. */
  readonly method: string;
  /** Where the sender's requests go: for the test request alone. */
  readonly url: string;
  /** Default: as the scheme says. */
  readonly keyEncoding?: KeyEncoding | undefined;
  /** Default: as the scheme says. */
  readonly toleranceMs?: number | undefined;
}
