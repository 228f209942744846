import { edgeMisuse } from "../../edge-misuse.ts";
import type { Answer } from "../answer.ts";
import { readHandler } from "../read-handler.ts";
import { receiveWebhook } from "../receive-webhook.ts";
import type { Webhook } from "../webhook.ts";
import { readWebhookOptions, type WebhookOptions } from "../webhook-options.ts";
import type { LambdaEvent, LambdaResult } from "./lambda-event.ts";
import { readEventBody } from "./read-event-body.ts";

/** Handles a webhook. It may return or resolve to a result with a `statusCode`; if not, the adapter answers. */
export type LambdaHandler<E, C> = (webhook: Webhook, event: E, context: C) => unknown;

/**
 * A function for AWS Lambda that receives one sender's webhooks, behind API Gateway (v1 and v2), a function URL or a
 * load balancer.
 *
 * Without `onError`, what the handler throws fails the invocation: Lambda logs it, and the sender gets a plain 5xx.
 *
 * @param options The verifier, and what departs from the defaults.
 * @param handler Runs for accepted webhooks only.
 * @throws CountersignError whose `code` names the mistake.
 * @example
 * export const handler = lambdaWebhook({ verifier }, async ({ verdict, body }) => { ... });
 */
export function lambdaWebhook<E extends LambdaEvent, C>(
  options: WebhookOptions,
  handler: LambdaHandler<E, C>,
): (event: E, context: C) => Promise<LambdaResult> {
  const read = readWebhookOptions(options);
  const run = readHandler(handler);
  return async (event, context) => {
    const headers = event?.multiValueHeaders ?? event?.headers;
    const method = event?.requestContext?.http?.method ?? event?.httpMethod;
    const reply = await receiveWebhook(
      {
        method: method ?? "",
        headers: headers ?? {},
        readBody: (maxBytes) => {
          if (headers === undefined || headers === null || method === undefined) {
            throw edgeMisuse("event_not_understood");
          }
          return readEventBody(event, maxBytes);
        },
        handle: async (webhook) => {
          const result = await run(webhook, event, context);
          return isLambdaResult(result) ? { status: result.statusCode, value: result } : undefined;
        },
      },
      read,
    );
    return "own" in reply ? reply.own : resultOf(reply.answer, event?.headers);
  };
}

function isLambdaResult(value: unknown): value is LambdaResult {
  return (
    typeof value === "object" &&
    value !== null &&
    "statusCode" in value &&
    typeof value.statusCode === "number"
  );
}

/** A load balancer with multi-value headers sends only those, and reads only those. */
function resultOf(answer: Answer, headers: LambdaEvent["headers"]): LambdaResult {
  const result = { statusCode: answer.status, body: answer.body, isBase64Encoded: false };
  if (headers !== undefined && headers !== null) return { ...result, headers: answer.headers };
  const lists = Object.entries(answer.headers).map(([name, value]) => [name, [value]] as const);
  return { ...result, multiValueHeaders: Object.fromEntries(lists) };
}
