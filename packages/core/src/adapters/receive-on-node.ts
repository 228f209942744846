import type { Answer } from "./answer.ts";
import type { NodeRequest, NodeResponse } from "./node-request.ts";
import { readNodeBody } from "./read-node-body.ts";
import { receiveWebhook } from "./receive-webhook.ts";
import type { Webhook } from "./webhook.ts";
import type { ReadWebhookOptions } from "./webhook-options.ts";

/** Handles a webhook. It may answer with `response` before it returns or resolves; if not, the adapter does. */
export type NodeHandler<Q, S> = (webhook: Webhook, request: Q, response: S) => unknown;

/** What an adapter over Node's own request and response adds. */
export interface NodeReceiving<Q, S> {
  readonly options: ReadWebhookOptions;
  readonly handler: NodeHandler<Q, S>;
  /** What to do in this framework if a parser took the body's bytes. */
  readonly remedy: string;
}

/**
 * Receives a webhook over Node's request and response, and answers it.
 *
 * @throws what the handler or the store throws, and misuse, if there is no `onError`.
 */
export async function receiveOnNode<Q extends NodeRequest, S extends NodeResponse>(
  request: Q,
  response: S,
  { options, handler, remedy }: NodeReceiving<Q, S>,
): Promise<void> {
  const reply = await receiveWebhook(
    {
      method: request.method ?? "",
      headers: request.rawHeaders,
      readBody: (maxBytes) => readNodeBody(request, maxBytes, remedy),
      handle: async (webhook) => {
        await handler(webhook, request, response);
        return response.headersSent ? { status: response.statusCode, value: response } : undefined;
      },
    },
    options,
  );
  if ("answer" in reply) sendOnNode(response, reply.answer);
}

function sendOnNode(response: NodeResponse, { status, headers, body }: Answer): void {
  if (response.headersSent) {
    // A handler began an answer and then threw: it cannot be ended well, so it must not look complete.
    if (!response.writableEnded) response.destroy();
    return;
  }
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(body);
}
