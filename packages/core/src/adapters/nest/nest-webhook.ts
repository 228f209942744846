import type { NodeRequest, NodeResponse } from "../node-request.ts";
import { readHandler } from "../read-handler.ts";
import { type NodeHandler, receiveOnNode } from "../receive-on-node.ts";
import { readWebhookOptions, type WebhookOptions } from "../webhook-options.ts";

const REMEDY =
  "create the application with NestFactory.create(AppModule, { rawBody: true }), or bodyParser: false";

/**
 * A function for a NestJS controller (on Express) that receives one sender's webhooks.
 *
 * It takes the bytes that `rawBody: true` keeps, and reads the body itself where no parser ran. It answers with the
 * response, so the method takes `@Res()`. Without `onError`, what the handler throws goes to Nest's exception filters.
 *
 * @param options The verifier, and what departs from the defaults.
 * @param handler Runs for accepted webhooks only.
 * @throws CountersignError whose `code` names the mistake.
 * @example
 * readonly #receive = nestWebhook({ verifier }, ({ verdict, body }) => this.events.store(verdict, body));
 *
 * @Post("nabla")
 * nabla(@Req() request: Request, @Res() response: Response) {
 *   return this.#receive(request, response);
 * }
 */
export function nestWebhook<Q extends NodeRequest, S extends NodeResponse>(
  options: WebhookOptions,
  handler: NodeHandler<Q, S>,
): (request: Q, response: S) => Promise<void> {
  const receiving = { options: readWebhookOptions(options), handler: readHandler(handler), remedy: REMEDY };
  return (request, response) => receiveOnNode(request, response, receiving);
}
