import type { ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Log } from "../observe/log.ts";
import type { Metrics } from "../observe/metrics.ts";
import { answers } from "./answers.ts";
import type { ConstantAnswer } from "./answers.ts";
import { rawAnswer } from "./raw-answer.ts";

/** Node's code of a broken connection → our code and, where one can still be given, the answer. */
const clientErrors: Readonly<Record<string, { readonly code: string; readonly answer?: ConstantAnswer }>> = {
  HPE_HEADER_OVERFLOW: { code: "headers_too_large", answer: answers.headersTooLarge },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { code: "body_too_large", answer: answers.bodyTooLarge },
  ERR_HTTP_REQUEST_TIMEOUT: { code: "request_timeout", answer: answers.requestTimeout },
  ECONNRESET: { code: "connection_reset" },
  EPIPE: { code: "connection_reset" },
};
const brokenHttp = { code: "bad_request", answer: answers.badRequest };

/** How long a cut connection may take to read its answer. */
const LINGER_MS = 500;

/**
 * Answers a connection that cannot be served: broken HTTP, too large headers, too slow. Nothing of what it sent is told to
 * anyone. Where the answer to a request was begun, the connection is only cut: another would corrupt it.
 */
export function answerClientError(
  error: Error,
  socket: Duplex & { readonly _httpMessage?: ServerResponse | null },
  observe: { readonly log: Log; readonly metrics: Metrics },
): void {
  // Node reports again for every further byte of the same broken connection.
  if (socket.writableEnded) return;
  const nodeCode = "code" in error && typeof error.code === "string" ? error.code : "";
  const { code, answer } = clientErrors[nodeCode] ?? brokenHttp;
  observe.metrics.clientErrors.labels({ code }).inc();
  observe.log("client_error", { code });
  // _httpMessage is how Node's own handler asks the same question; there is no public way.
  if (answer === undefined || !socket.writable || socket._httpMessage?.headersSent === true) {
    socket.destroy();
    return;
  }
  socket.end(rawAnswer(answer));
  // Closed at once, with unread bytes, the kernel would reset the connection and the answer could be lost.
  const timer = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once("close", () => clearTimeout(timer));
}
