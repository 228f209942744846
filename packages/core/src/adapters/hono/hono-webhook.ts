import type { HeadersInput } from "../../headers.ts";
import { readHandler } from "../read-handler.ts";
import type { WebRequest } from "../read-web-body.ts";
import { receiveOnWeb } from "../receive-on-web.ts";
import type { Webhook } from "../webhook.ts";
import { readWebhookOptions, type WebhookOptions } from "../webhook-options.ts";

/** The part of Hono's context that the adapter uses. */
export interface HonoContext {
  readonly req: { readonly raw: WebRequest };
  /** Where `@hono/node-server` runs, it holds Node's request. */
  readonly env?: unknown;
}

/** Handles a webhook. It may return or resolve to a response, such as `c.json(...)`; if not, the adapter answers. */
export type HonoHandler<C> = (webhook: Webhook, context: C) => unknown;

const REMEDY =
  "let no middleware or validator read the body before this handler: what c.req.json() took is gone";

/**
 * A handler for Hono that receives one sender's webhooks, on every runtime that Hono has.
 *
 * Without `onError`, what the handler throws goes to `app.onError`.
 *
 * @param options The verifier, and what departs from the defaults.
 * @param handler Runs for accepted webhooks only.
 * @throws CountersignError whose `code` names the mistake.
 * @example
 * app.post("/webhooks/nabla", honoWebhook({ verifier }, async ({ verdict, body }, c) => { ... }));
 */
export function honoWebhook<C extends HonoContext>(
  options: WebhookOptions,
  handler: HonoHandler<C>,
): (context: C) => Promise<Response> {
  const read = readWebhookOptions(options);
  const run = readHandler(handler);
  return (context) =>
    receiveOnWeb(context.req.raw, {
      options: read,
      headers: rawHeadersIn(context.env) ?? context.req.raw.headers,
      handle: (webhook) => run(webhook, context),
      remedy: REMEDY,
    });
}

/** On Node a repeated header can be seen: `Headers` would have joined it. */
function rawHeadersIn(env: unknown): HeadersInput | undefined {
  const { incoming } = (env ?? {}) as { readonly incoming?: { readonly rawHeaders?: unknown } };
  const rawHeaders = incoming?.rawHeaders;
  return Array.isArray(rawHeaders) ? (rawHeaders as readonly string[]) : undefined;
}
