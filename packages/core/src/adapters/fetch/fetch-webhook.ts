import type { WebRequest } from "../read-web-body.ts";
import { readHandler } from "../read-handler.ts";
import { receiveOnWeb } from "../receive-on-web.ts";
import type { Webhook } from "../webhook.ts";
import { readWebhookOptions, type WebhookOptions } from "../webhook-options.ts";

/** Handles a webhook. It may return or resolve to a response; if not, the adapter answers. */
export type FetchHandler<Q, A extends readonly unknown[]> = (
  webhook: Webhook,
  request: Q,
  ...rest: A
) => unknown;

const REMEDY = "pass the request on before anything reads it, or a clone made before that";

/**
 * A function from `Request` to `Response` that receives one sender's webhooks: for Workers, Deno, Bun and whatever else
 * speaks fetch. What the runtime passes beside the request (environment, context) reaches the handler.
 *
 * Without `onError`, what the handler throws rejects the promise, which every runtime answers with 500.
 *
 * @param options The verifier, and what departs from the defaults.
 * @param handler Runs for accepted webhooks only.
 * @throws CountersignError whose `code` names the mistake.
 * @example
 * export default { fetch: fetchWebhook({ verifier }, async ({ verdict, body }, request, env) => { ... }) };
 */
export function fetchWebhook<Q extends WebRequest, A extends readonly unknown[]>(
  options: WebhookOptions,
  handler: FetchHandler<Q, A>,
): (request: Q, ...rest: A) => Promise<Response> {
  const read = readWebhookOptions(options);
  const run = readHandler(handler);
  return (request, ...rest) =>
    receiveOnWeb(request, {
      options: read,
      handle: (webhook) => run(webhook, request, ...rest),
      remedy: REMEDY,
    });
}
