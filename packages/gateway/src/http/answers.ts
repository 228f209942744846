import type { ServerResponse } from "node:http";

/** An answer that is the same for everyone: it can tell nothing about the request or the configuration. */
export interface ConstantAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | number>>;
}

/** Senders wait at least this long before they try again; commits usually work again sooner. */
const RETRY_AFTER_SECONDS = 5;
const MS_PER_SECOND = 1000;

function constant(
  status: number,
  code: string,
  headers: Readonly<Record<string, string>> = {},
): ConstantAnswer {
  const body = JSON.stringify({ error: code });
  return { status, body, headers: { ...headers, ...jsonHeaders(body) } };
}

function jsonHeaders(body: string): Readonly<Record<string, string | number>> {
  return { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
}

/** Every constant answer. `unauthorized` is the one refusal, whatever the reason was. */
export const answers = {
  badRequest: constant(400, "bad_request"),
  unauthorized: constant(401, "unauthorized"),
  forbidden: constant(403, "unauthorized"),
  notFound: constant(404, "not_found"),
  requestTimeout: constant(408, "request_timeout"),
  bodyTooLarge: constant(413, "body_too_large"),
  contentEncoding: constant(415, "content_encoding_not_supported"),
  expectationFailed: constant(417, "expectation_failed"),
  unreadablePayload: constant(422, "payload_unreadable"),
  headersTooLarge: constant(431, "headers_too_large"),
  unavailable: constant(503, "unavailable", { "retry-after": String(RETRY_AFTER_SECONDS) }),
  healthy: { status: 200, body: '{"status":"ok"}', headers: jsonHeaders('{"status":"ok"}') },
} as const satisfies Readonly<Record<string, ConstantAnswer>>;

/** 405 with the methods that the path does have. */
export function methodNotAllowed(methods: readonly string[]): ConstantAnswer {
  return constant(405, "method_not_allowed", { allow: methods.join(", ") });
}

/** 429, and when the next request may be taken: whole seconds, as the header has it. */
export function tooManyRequests(waitMs: number): ConstantAnswer {
  const seconds = Math.max(1, Math.ceil(waitMs / MS_PER_SECOND));
  return constant(429, "rate_limited", { "retry-after": String(seconds) });
}

/** 500 with nothing but the id under which the log knows more. */
export function internalError(requestId: string): ConstantAnswer {
  const body = JSON.stringify({ error: "internal_error", request_id: requestId });
  return { status: 500, body, headers: jsonHeaders(body) };
}

/** Sends an answer, unless one was begun or the client has gone. */
export function sendAnswer(response: ServerResponse, answer: ConstantAnswer): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
}

/** Sends text as JSON with this status, under the same conditions. */
export function sendJson(response: ServerResponse, status: number, body: string): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, jsonHeaders(body));
  response.end(body);
}
