import type { NodeRequest } from "../node-request.ts";
import { readHandler } from "../read-handler.ts";
import { readNodeBody } from "../read-node-body.ts";
import { receiveWebhook } from "../receive-webhook.ts";
import type { Webhook } from "../webhook.ts";
import { readWebhookOptions, type WebhookOptions } from "../webhook-options.ts";

/** The part of Koa's context that the adapter uses. */
export interface KoaContext {
  readonly req: NodeRequest;
  readonly headerSent: boolean;
  status: number;
  body: unknown;
  respond?: boolean | undefined;
  set(headers: Readonly<Record<string, string>>): unknown;
}

/** Handles a webhook. It may set the context's body or status before it returns or resolves; if not, the adapter does. */
export type KoaHandler<C> = (webhook: Webhook, context: C) => unknown;

const REMEDY = "use this middleware before the body parser, or let the parser pass over this path";

/**
 * A middleware for Koa that receives one sender's webhooks. It is the last one: it calls no other.
 *
 * Without `onError`, what the handler throws goes to Koa's error handling.
 *
 * @param options The verifier, and what departs from the defaults.
 * @param handler Runs for accepted webhooks only.
 * @throws CountersignError whose `code` names the mistake.
 * @example
 * router.post("/webhooks/nabla", koaWebhook({ verifier }, async ({ verdict, body }) => { ... }));
 */
export function koaWebhook<C extends KoaContext>(
  options: WebhookOptions,
  handler: KoaHandler<C>,
): (context: C) => Promise<void> {
  const read = readWebhookOptions(options);
  const run = readHandler(handler);
  return async (context) => {
    const reply = await receiveWebhook(
      {
        method: context.req.method ?? "",
        headers: context.req.rawHeaders,
        readBody: (maxBytes) => readNodeBody(context.req, maxBytes, REMEDY),
        handle: async (webhook) => {
          const untouched = { status: context.status, body: context.body };
          await run(webhook, context);
          const isAnswered =
            context.respond === false ||
            context.headerSent ||
            context.status !== untouched.status ||
            context.body !== untouched.body;
          return isAnswered ? { status: context.status, value: context } : undefined;
        },
      },
      read,
    );
    if ("own" in reply || context.headerSent) return;
    context.status = reply.answer.status;
    context.body = reply.answer.body;
    // After the body: setting text as the body sets a content type of Koa's choice.
    context.set(reply.answer.headers);
  };
}
