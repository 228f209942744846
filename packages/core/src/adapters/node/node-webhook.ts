import { edgeMisuse } from "../../edge-misuse.ts";
import type { NodeRequest, NodeResponse } from "../node-request.ts";
import { readHandler } from "../read-handler.ts";
import { type NodeHandler, receiveOnNode } from "../receive-on-node.ts";
import { readWebhookOptions, type WebhookOptions } from "../webhook-options.ts";

/** As for every framework, but `onError` is required: a bare server has no other way for errors. */
export interface NodeWebhookOptions extends WebhookOptions {
  readonly onError: (error: unknown) => void;
}

const REMEDY = "call the listener first, before anything reads the request or sets its encoding";

/**
 * A listener for `node:http`, `https` and `http2` (compatibility API) servers that receives one sender's webhooks.
 *
 * @param options The verifier, and what departs from the defaults.
 * @param handler Runs for accepted webhooks only.
 * @throws CountersignError whose `code` names the mistake.
 * @example
 * createServer(nodeWebhook({ verifier, onError: console.error }, async ({ verdict, body }) => { ... }));
 */
export function nodeWebhook<Q extends NodeRequest, S extends NodeResponse>(
  options: NodeWebhookOptions,
  handler: NodeHandler<Q, S>,
): (request: Q, response: S) => void {
  const receiving = { options: readWebhookOptions(options), handler: readHandler(handler), remedy: REMEDY };
  if (options.onError === undefined) throw edgeMisuse("on_error_required");
  return (request, response) => {
    // Rejects only if onError itself throws, which then is an unhandled rejection as it should be.
    void receiveOnNode(request, response, receiving);
  };
}
