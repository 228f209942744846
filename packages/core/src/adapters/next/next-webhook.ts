import { readHandler } from "../read-handler.ts";
import type { WebRequest } from "../read-web-body.ts";
import { receiveOnWeb } from "../receive-on-web.ts";
import type { Webhook } from "../webhook.ts";
import { readWebhookOptions, type WebhookOptions } from "../webhook-options.ts";

/** Handles a webhook. It may return or resolve to a response; if not, the adapter answers. */
export type NextHandler<Q, C> = (webhook: Webhook, request: Q, context: C) => unknown;

const REMEDY =
  "let no middleware read the body, and do not call request.json() or text() before this handler";

/**
 * A route handler for the app router of Next.js that receives one sender's webhooks, on the Node.js runtime.
 *
 * Without `onError`, what the handler throws goes to Next, which logs it and answers 500.
 *
 * @param options The verifier, and what departs from the defaults.
 * @param handler Runs for accepted webhooks only.
 * @throws CountersignError whose `code` names the mistake.
 * @example
 * // app/webhooks/nabla/route.ts
 * export const runtime = "nodejs";
 * export const POST = nextWebhook({ verifier }, async ({ verdict, body }) => { ... });
 */
export function nextWebhook<Q extends WebRequest, C>(
  options: WebhookOptions,
  handler: NextHandler<Q, C>,
): (request: Q, context: C) => Promise<Response> {
  const read = readWebhookOptions(options);
  const run = readHandler(handler);
  return (request, context) =>
    receiveOnWeb(request, {
      options: read,
      handle: (webhook) => run(webhook, request, context),
      remedy: REMEDY,
    });
}
