import { edgeMisuse } from "../../edge-misuse.ts";
import type { NodeRequest } from "../node-request.ts";
import { readHandler } from "../read-handler.ts";
import { readNodeBody } from "../read-node-body.ts";
import { receiveWebhook } from "../receive-webhook.ts";
import type { Webhook } from "../webhook.ts";
import { readWebhookOptions, type WebhookOptions } from "../webhook-options.ts";

/** The part of Fastify's request that the adapter uses. */
export interface FastifyWebhookRequest {
  readonly raw: NodeRequest;
}

/** The part of Fastify's reply that the adapter uses. */
export interface FastifyWebhookReply {
  readonly sent: boolean;
  readonly statusCode: number;
  code(status: number): unknown;
  headers(values: Record<string, string>): unknown;
}

/** The part of a Fastify instance that the adapter uses. */
export interface FastifyScope<Q, R> {
  removeAllContentTypeParsers(): unknown;
  addContentTypeParser(
    contentType: string,
    parser: (request: Q, payload: unknown, done: (error: null) => void) => void,
  ): unknown;
  all(path: string, handler: (request: Q, reply: R) => Promise<unknown>): unknown;
}

/**
 * Handles a webhook. It may answer as any asynchronous Fastify handler does, by returning a payload or the reply; if it
 * returns nothing, the adapter answers.
 */
export type FastifyHandler<Q, R> = (webhook: Webhook, request: Q, reply: R) => unknown;

/** As for every framework, and the path of the route. */
export interface FastifyWebhookOptions extends WebhookOptions {
  /** The route, such as `/webhooks/nabla`; it takes every method, to answer 405 to the wrong ones. */
  readonly path: string;
}

const REMEDY =
  "read no body in hooks such as preParsing, and register this plugin without fastify-plugin, so that its parser counts";

/**
 * A plugin for Fastify whose one route receives one sender's webhooks. Being a plugin, it has a content type parser of
 * its own that leaves the body's bytes alone; the rest of the application keeps its parsers.
 *
 * Without `onError`, what the handler throws goes to Fastify's error handler, which shows its message to the sender
 * unless you set one.
 *
 * @param options The path and the verifier, and what departs from the defaults.
 * @param handler Runs for accepted webhooks only.
 * @throws CountersignError whose `code` names the mistake.
 * @example
 * app.register(fastifyWebhook({ path: "/webhooks/nabla", verifier }, async ({ verdict, body }) => { ... }));
 */
export function fastifyWebhook<Q extends FastifyWebhookRequest, R extends FastifyWebhookReply>(
  { path, ...options }: FastifyWebhookOptions,
  handler: FastifyHandler<Q, R>,
): (scope: FastifyScope<Q, R>) => Promise<void> {
  if (typeof path !== "string" || path === "") throw edgeMisuse("path_required");
  const read = readWebhookOptions(options);
  const run = readHandler(handler);

  const receive = async (request: Q, reply: R): Promise<unknown> => {
    const answered = await receiveWebhook(
      {
        method: request.raw.method ?? "",
        headers: request.raw.rawHeaders,
        readBody: (maxBytes) => readNodeBody(request.raw, maxBytes, REMEDY),
        handle: async (webhook) => {
          const payload = await run(webhook, request, reply);
          const isAnswered = payload !== undefined || reply.sent;
          return isAnswered ? { status: reply.statusCode, value: payload } : undefined;
        },
      },
      read,
    );
    if ("own" in answered) return answered.own ?? reply;
    // A handler that answered and then threw: the answer is on its way.
    if (reply.sent) return reply;
    reply.code(answered.answer.status);
    reply.headers(answered.answer.headers);
    return answered.answer.body;
  };

  return async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_request, _payload, done) => done(null));
    scope.all(path, receive);
  };
}
