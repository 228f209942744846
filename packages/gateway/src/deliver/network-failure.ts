import { errors } from "undici";
import type { AttemptResultCode } from "./attempt-results.ts";

/** What system calls say about a connection, as results of an attempt. Their messages are never passed on. */
const resultBySystemCode: ReadonlyMap<string, AttemptResultCode> = new Map([
  ["ECONNREFUSED", "connection_refused"],
  ["ECONNRESET", "connection_reset"],
  ["ECONNABORTED", "connection_reset"],
  ["EPIPE", "connection_reset"],
  ["ETIMEDOUT", "timeout_connect"],
  ["EHOSTUNREACH", "host_unreachable"],
  ["EHOSTDOWN", "host_unreachable"],
  ["ENETUNREACH", "host_unreachable"],
  ["ENETDOWN", "host_unreachable"],
  ["EAFNOSUPPORT", "host_unreachable"],
  ["EADDRNOTAVAIL", "resources_exhausted"],
  ["EMFILE", "resources_exhausted"],
  ["ENFILE", "resources_exhausted"],
  ["ENOBUFS", "resources_exhausted"],
  ["ENOMEM", "resources_exhausted"],
  ["EACCES", "host_unreachable"],
  ["EPERM", "host_unreachable"],
]);

const resultByUndiciCode: ReadonlyMap<string, AttemptResultCode> = new Map([
  ["UND_ERR_SOCKET", "connection_reset"],
  ["UND_ERR_HEADERS_OVERFLOW", "response_malformed"],
  ["UND_ERR_RES_CONTENT_LENGTH_MISMATCH", "response_malformed"],
  ["UND_ERR_DESTROYED", "interrupted"],
  ["UND_ERR_CLOSED", "interrupted"],
]);

/** undici closes the socket itself, and says only this, on an answer that cannot follow its request (100, 101). */
const UNDICI_BAD_ANSWER = /^bad (response|upgrade)$/;

/** A connection that could not be made, with the result of the attempt. Its message is that code and nothing else. */
export class NetworkFailure extends Error {
  override readonly name = "NetworkFailure";
  readonly code: AttemptResultCode;

  constructor(code: AttemptResultCode, options?: { readonly cause?: unknown }) {
    super(code, options);
    this.code = code;
  }
}

/** The result of an attempt that ended in this error: ours, the system's or undici's. */
export function resultOfError(error: unknown): AttemptResultCode {
  if (error instanceof NetworkFailure) return error.code;
  if (error instanceof errors.HTTPParserError) return "response_malformed";
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string")
    return "unexpected_error";
  if (error.code === "UND_ERR_SOCKET" && UNDICI_BAD_ANSWER.test(error.message)) return "response_malformed";
  return resultBySystemCode.get(error.code) ?? resultByUndiciCode.get(error.code) ?? "unexpected_error";
}
