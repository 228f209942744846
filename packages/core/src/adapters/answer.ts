import { acceptedAnswer } from "../body/accepted-answer.ts";
import type { Scheme } from "../scheme.ts";
import type { RefusedVerdict } from "../verdict.ts";
import type { Verifier } from "../verifier.ts";
import { allowedMethod } from "./allowed-method.ts";

/** What to send back, for every framework to send in its own way. */
export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** When a sender is told to come back while the same webhook is being handled: handlers take seconds, not minutes. */
const RETRY_AFTER_SECONDS = 5;

/** The answers to what an adapter refuses before it can ask the verifier. */
const unverifiedAnswers = {
  body_too_large: { status: 413, error: "body_too_large" },
  content_encoding: { status: 415, error: "content_encoding_not_supported" },
  body_incomplete: { status: 400, error: "bad_request" },
} as const;

/** Why a request never reached the verifier. */
export type UnverifiedCode = keyof typeof unverifiedAnswers;

/** The answer to a request that never reached the verifier. */
export function unverifiedAnswer(code: UnverifiedCode): Answer {
  const { status, error } = unverifiedAnswers[code];
  return jsonAnswer(status, { error });
}

/** The answer to a refusal by the verifier: one body for every reason that a forger could learn from. */
export function verdictAnswer({ code, status }: RefusedVerdict, verifier: Verifier): Answer {
  if (code === "body_too_large") return unverifiedAnswer(code);
  if (code !== "wrong_method") return jsonAnswer(status, { error: "unauthorized" });
  const allow = allowedMethod(verifier);
  return jsonAnswer(status, { error: "method_not_allowed" }, allow === undefined ? {} : { allow });
}

/**
 * The answer to a webhook that is being handled already. Not 2xx: that would be a lie if the handling failed. Not 4xx:
 * some senders take it as final, while all that retry do so after a 503.
 */
export function inProgressAnswer(): Answer {
  return jsonAnswer(503, { error: "unavailable" }, { "retry-after": String(RETRY_AFTER_SECONDS) });
}

/** The answer to a webhook that was handled, now or before: the scheme's own where it has one. */
export function successAnswer(scheme: Scheme, body: Uint8Array): Answer {
  const own = acceptedAnswer(scheme, body);
  return own === undefined ? jsonAnswer(200, { ok: true }) : jsonAnswer(own.status, own.body);
}

/** The answer to whatever a handler throws: it says nothing about it. */
export function errorAnswer(): Answer {
  return jsonAnswer(500, { error: "internal_error" });
}

function jsonAnswer(status: number, value: object, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(value) };
}
