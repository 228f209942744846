import type { NodeRequest, NodeResponse } from "../node-request.ts";
import { readHandler } from "../read-handler.ts";
import { type NodeHandler, receiveOnNode } from "../receive-on-node.ts";
import { readWebhookOptions, type WebhookOptions } from "../webhook-options.ts";

const REMEDY = "export const config = { api: { bodyParser: false } } from the same file";

/**
 * An API route for the pages router of Next.js that receives one sender's webhooks.
 *
 * Without `onError`, what the handler throws goes to Next, which logs it and answers 500.
 *
 * @param options The verifier, and what departs from the defaults.
 * @param handler Runs for accepted webhooks only.
 * @throws CountersignError whose `code` names the mistake.
 * @example
 * // pages/api/webhooks/nabla.ts
 * export const config = { api: { bodyParser: false } };
 * export default nextPagesWebhook({ verifier }, async ({ verdict, body }) => { ... });
 */
export function nextPagesWebhook<Q extends NodeRequest, S extends NodeResponse>(
  options: WebhookOptions,
  handler: NodeHandler<Q, S>,
): (request: Q, response: S) => Promise<void> {
  const receiving = { options: readWebhookOptions(options), handler: readHandler(handler), remedy: REMEDY };
  return (request, response) => receiveOnNode(request, response, receiving);
}
