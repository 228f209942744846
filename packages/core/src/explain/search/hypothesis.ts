import type { CauseCode } from "../causes.ts";

/** Every hash whose MACs are told apart by their length. */
export type SearchedHash = "sha1" | "sha256" | "sha384" | "sha512";

/** A MAC key, and what findings call it. */
export interface NamedKey {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A piece of the signed content. */
export type ContentPiece = "timestamp" | "id" | "method" | "url" | "body" | { readonly literal: string };

/** How content is escaped before it is hashed: byte by byte, so that parts can be escaped and then joined. */
export type Escape = (content: Uint8Array) => Uint8Array;

/** One complete guess of how the request was signed. Texts are byte strings. */
export interface Hypothesis {
  readonly keys: readonly NamedKey[];
  readonly hash: SearchedHash;
  readonly pieces: readonly ContentPiece[];
  readonly escape: Escape | undefined;
  readonly body: Uint8Array;
  readonly timestamp: string;
  readonly id: string;
  readonly method: string;
  readonly url: string;
}

/** What a finding says happened. */
export interface Claim {
  readonly code: CauseCode;
  /** In words that follow "if". */
  readonly how: string;
  /** Lengths and offsets; ways with the same ones are told together. */
  readonly detail?: string;
}

/** One departure from the declared scheme. */
export interface Deviation extends Claim {
  readonly change: Partial<Hypothesis>;
  /** Whether it is frequent enough to be tried together with others. */
  readonly isCommon: boolean;
}
