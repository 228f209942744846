import { sendAnswer } from "./answers.ts";
import type { ConstantAnswer } from "./answers.ts";
import { discardBody } from "./discard-body.ts";
import type { Exchange } from "./exchange.ts";

/** Answers before the body was read. The rest of the body is read and forgotten, so that the sender sees the answer. */
export function refuseEarly(exchange: Exchange, answer: ConstantAnswer): void {
  // A sender that was not told to continue may or may not send its body: this connection can carry no other request.
  if (exchange.awaitsContinue) exchange.response.setHeader("connection", "close");
  else discardBody(exchange.request);
  sendAnswer(exchange.response, answer);
}
