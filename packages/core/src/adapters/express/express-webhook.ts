import type { NodeRequest, NodeResponse } from "../node-request.ts";
import { readHandler } from "../read-handler.ts";
import { type NodeHandler, receiveOnNode } from "../receive-on-node.ts";
import { readWebhookOptions, type WebhookOptions } from "../webhook-options.ts";

const REMEDY =
  "define this route before app.use(express.json()), or put express.raw({ type: () => true }) on it alone";

/**
 * A route handler for Express 4 and 5 that receives one sender's webhooks.
 *
 * It reads the body itself, and takes the bytes of `express.raw` where that ran. Without `onError`, what the handler
 * throws goes to Express's error handlers.
 *
 * @param options The verifier, and what departs from the defaults.
 * @param handler Runs for accepted webhooks only.
 * @throws CountersignError whose `code` names the mistake.
 * @example
 * app.post("/webhooks/nabla", expressWebhook({ verifier }, async ({ verdict, body }) => { ... }));
 */
export function expressWebhook<Q extends NodeRequest, S extends NodeResponse>(
  options: WebhookOptions,
  handler: NodeHandler<Q, S>,
): (request: Q, response: S, next: (error?: unknown) => void) => void {
  const receiving = { options: readWebhookOptions(options), handler: readHandler(handler), remedy: REMEDY };
  return (request, response, next) => {
    // Express 4 does not look at promises.
    void receiveOnNode(request, response, receiving).catch(next);
  };
}
