import type { VerdictCode } from "../verdict-codes.ts";

/** The request's method, where the request names one. */
export interface MethodStep {
  readonly step: "method";
  readonly isRight: boolean;
  readonly expected: string;
}

/** The body: its size and what it looks like, never what it says. */
export interface BodyStep {
  readonly step: "body";
  /** Whether the size is within the limit. */
  readonly isRight: boolean;
  readonly bytes: number;
  readonly maxBytes: number;
  readonly isUtf8: boolean;
  readonly isJson: boolean;
  readonly hasByteOrderMark: boolean;
  /** How the body ends, as far as line ends go. */
  readonly lineEnd: "LF" | "CRLF" | "none";
}

/** A header that the scheme reads. */
export interface HeaderStep {
  readonly step: "header";
  readonly isRight: boolean;
  readonly role: "caller" | "signature" | "timestamp" | "id";
  /** The name as the sender writes it. */
  readonly name: string;
  readonly found: "once" | "never" | "repeatedly";
  /** Length of the value, where it was found once. */
  readonly characters?: number;
}

/** The signed headers' grammar: the list of signatures, the id, the timestamp. */
export interface GrammarStep {
  readonly step: "grammar";
  readonly isRight: boolean;
  /** Entries in the signature header. */
  readonly entries: number;
  readonly refusal?: VerdictCode;
}

/** The signed time against the clock. */
export interface TimeStep {
  readonly step: "time";
  readonly isRight: boolean;
  /** Milliseconds since 1970. */
  readonly signedAtMs: number;
  /** Positive when the signed time is past. */
  readonly ageMs: number;
  readonly toleranceMs: number;
}

/** A piece of the signed content, in order. */
export interface ContentPart {
  readonly part: "literal" | "timestamp" | "id" | "method" | "url" | "body";
  /** Bytes it contributes, after the scheme's escape. */
  readonly bytes: number;
}

/** The content that was signed, as lengths. */
export interface ContentStep {
  readonly step: "content";
  readonly isRight: true;
  readonly bytes: number;
  readonly isEscaped: boolean;
  readonly parts: readonly ContentPart[];
}

/** Whom the API key names. */
export interface CallerStep {
  readonly step: "caller";
  readonly isRight: boolean;
  readonly callerId?: string;
}

/** One key that was tried. */
export interface KeyStep {
  readonly step: "key";
  /** Whether the key counts now and gives one of the signatures. */
  readonly isRight: boolean;
  readonly keyId: string;
  /** Whether the key counts at this moment. */
  readonly isLive: boolean;
  /** Whether the key gives one of the signatures, live or not. */
  readonly matches: boolean;
}

/** One step of a verification. `isRight` says whether the request passed it. */
export type TraceStep =
  MethodStep | BodyStep | HeaderStep | GrammarStep | TimeStep | ContentStep | CallerStep | KeyStep;
