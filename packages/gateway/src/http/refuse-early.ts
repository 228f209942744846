import type { IncomingMessage, ServerResponse } from "node:http";
import { sendAnswer } from "./answers.ts";
import type { ConstantAnswer } from "./answers.ts";
import { discardBody } from "./discard-body.ts";
import type { Exchange } from "./exchange.ts";

/** Answers a request whose body was not asked for yet. */
export function refuseEarly(exchange: Exchange, answer: ConstantAnswer): void {
  const { request, response } = exchange;
  if (exchange.awaitsContinue) {
    // A sender that was not told to continue may or may not send its body: this connection can carry no other request.
    response.setHeader("connection", "close");
    return sendAnswer(response, answer);
  }
  if (hasBody(request)) return refuseUnread(request, response, answer);
  sendAnswer(response, answer);
}

/**
 * Answers a request whose body is still coming. The whole answer goes out at once; the response ends when the body has, because
 * closing with unread bytes would reset the connection, and the sender might lose the answer.
 */
export function refuseUnread(
  request: IncomingMessage,
  response: ServerResponse,
  answer: ConstantAnswer,
): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(answer.status, answer.headers);
  response.write(answer.body);
  discardBody(request, () => response.end());
}

function hasBody(request: IncomingMessage): boolean {
  const { headers } = request;
  return headers["transfer-encoding"] !== undefined || (headers["content-length"] ?? "0") !== "0";
}
