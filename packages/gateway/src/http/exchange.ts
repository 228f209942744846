import type { IncomingMessage, ServerResponse } from "node:http";

/** One request with its answer, as the routes get it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Exactly as sent, without the query. */
  readonly path: string;
  /** The sender waits for `100 Continue` before it sends the body. */
  readonly awaitsContinue: boolean;
}
