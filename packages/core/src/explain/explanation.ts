import type { CauseCode } from "./causes.ts";
import type { ErrorCode } from "../errors.ts";
import type { Scheme } from "../scheme.ts";
import type { VerdictSummary } from "../verdict-summary.ts";
import type { VerifierOptions } from "../verifier.ts";

/** One cause that was found. */
export interface Finding {
  /** A code of `causes`. */
  readonly code: CauseCode;
  readonly title: string;
  /** Why this is a cause: words, lengths and offsets; never a secret, a body or an expected signature. */
  readonly proof: string;
  readonly remedy: string;
  /** `proved`: a received signature was computed again this way, or the fact itself is the cause. */
  readonly certainty: "proved" | "likely";
}

/** What verification says: a verdict, or the code of the misuse that prevents one. */
export type ExplainedVerdict = VerdictSummary | { readonly ok: false; readonly code: ErrorCode };

/** Why a request was refused. It holds no secret, no expected signature and nothing that the body says. */
export interface Explanation {
  readonly verdict: ExplainedVerdict;
  /** Every cause that was found: proved ones first. */
  readonly findings: readonly Finding[];
  /**
   * The scheme that the request was signed by, where that is another than the given one and the scheme language has words
   * for it. A verifier under it accepted this request: with the request's method, the given `publicUrl`, no `keyEncoding`,
   * the secret that a finding names, at the moment when the request was signed. What the request does not show, such as
   * the window of time, is as in the given scheme.
   */
  readonly scheme?: Scheme;
  /** The result in one sentence; also where nothing was found. */
  readonly conclusion: string;
  /** How many signatures were computed. */
  readonly tried: number;
  readonly elapsedMs: number;
}

/** Another secret that may have signed. */
export interface KnownSecret {
  /** How findings call it, such as "production, source nabla". */
  readonly name: string;
  readonly secret: string;
}

/** What the web framework did before the signature was verified. */
export interface FrameworkContext {
  /** Such as "express". */
  readonly name?: string | undefined;
  /** Whether a parser had already turned the body into a value. */
  readonly isBodyParsed?: boolean | undefined;
  /** Whether the request's stream had already been read. */
  readonly isBodyConsumed?: boolean | undefined;
}

/** What else is known. All of it is optional. */
export interface ExplainContext {
  /** Other secrets to try: of other sources, environments, callers, earlier versions. At most 32 are tried. */
  readonly secrets?: readonly KnownSecret[] | undefined;
  /** Schemes to try beside the given one. Default: every built-in scheme. */
  readonly schemes?: readonly Scheme[] | undefined;
  /** URLs that may have been signed, beside those that are worked out from the request. */
  readonly urls?: readonly string[] | undefined;
  readonly framework?: FrameworkContext | undefined;
  /** Whether the same event was accepted before. */
  readonly wasSeenBefore?: boolean | undefined;
  /** When to give up searching, in milliseconds from 1. Default: 50. */
  readonly budgetMs?: number | undefined;
}

/** A request as it was captured. Anything may be wrong with it. */
export interface CapturedRequest {
  readonly method?: string | undefined;
  /** Absolute, or a path with query. */
  readonly url?: string | undefined;
  readonly headers?: unknown;
  readonly body?: unknown;
}

/** What `explain` is given. */
export interface ExplainInput {
  readonly scheme: Scheme;
  /** As for `createVerifier`. A secret that cannot be decoded is no error here but something to explain. */
  readonly options: VerifierOptions;
  readonly request: CapturedRequest;
  readonly context?: ExplainContext | undefined;
}
