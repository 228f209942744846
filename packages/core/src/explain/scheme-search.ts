import type { Scheme } from "../scheme.ts";
import type { CapturedRequest, KnownSecret } from "./explanation.ts";

/** What `findScheme` is given. */
export interface FindSchemeInput {
  /** A request that is known to be right. */
  readonly request: CapturedRequest;
  /** Secrets of which one signed it. At most 8 are tried. */
  readonly secrets: readonly KnownSecret[];
  /** The URL as the sender was given it, where it may be signed. Default: what the request shows. */
  readonly publicUrl?: string | undefined;
  /** What a scheme that is not built in is called. Default: `new-scheme`. */
  readonly id?: string | undefined;
  /** Default: the id. */
  readonly name?: string | undefined;
  /** Schemes to try before any is composed. Default: every built-in scheme. */
  readonly schemes?: readonly Scheme[] | undefined;
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  readonly now?: (() => number) | undefined;
  /** When to give up, in milliseconds from 1. Default: 250. */
  readonly budgetMs?: number | undefined;
}

/** A scheme under which a verifier accepted the request. */
export interface FoundScheme {
  readonly scheme: Scheme;
  /** Whether it is one of `schemes`, and not composed. */
  readonly isKnown: boolean;
  /** Which secret signed. */
  readonly secretName: string;
  /** The URL that was signed, where one was: what `publicUrl` must be. */
  readonly publicUrl?: string;
  /** When it was signed, in milliseconds since 1970, where the scheme signs that. */
  readonly signedAtMs?: number;
}

/** What the search came to. */
export interface SchemeSearch {
  readonly found?: FoundScheme;
  /** How the signature was computed again, where the scheme language has no words for it; never a secret or the body. */
  readonly beyondLanguage: readonly string[];
  /** How many signatures were computed. */
  readonly tried: number;
  /** Whether the search ended before everything was tried. */
  readonly wasExceeded: boolean;
  readonly elapsedMs: number;
}
