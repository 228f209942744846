import { acceptedAnswer } from "../body/accepted-answer.ts";
import type { Scheme } from "../scheme.ts";
import type { RefusedVerdict } from "../verdict.ts";
import type { Verifier } from "../verifier.ts";
import { allowedMethod } from "./allowed-method.ts";
import { adapterRefusals } from "./refusal-code.ts";

/** What to send back, for every framework to send in its own way. */
export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** When a sender is told to come back while the same webhook is being handled: handlers take seconds, not minutes. */
const RETRY_AFTER_SECONDS = 5;

/** The answer to a body above the limit, whoever found it so. */
export function tooLargeAnswer(): Answer {
  return jsonAnswer(413, { error: "body_too_large" });
}

/** The answer to what an adapter refuses itself. */
export function adapterAnswer(code: keyof typeof adapterRefusals): Answer {
  const { status, error } = adapterRefusals[code];
  const isPassing = code === "in_progress";
  return jsonAnswer(status, { error }, isPassing ? { "retry-after": String(RETRY_AFTER_SECONDS) } : {});
}

/** The answer to a refusal by the verifier: one body for every reason that a forger could learn from. */
export function verdictAnswer({ code, status }: RefusedVerdict, verifier: Verifier): Answer {
  if (code === "body_too_large") return tooLargeAnswer();
  if (code !== "wrong_method") return jsonAnswer(status, { error: "unauthorized" });
  const allow = allowedMethod(verifier);
  return jsonAnswer(status, { error: "method_not_allowed" }, allow === undefined ? {} : { allow });
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
