import type { HeadersInput } from "../headers.ts";
import { readWebBody, type WebRequest } from "./read-web-body.ts";
import { receiveWebhook } from "./receive-webhook.ts";
import type { Webhook } from "./webhook.ts";
import type { ReadWebhookOptions } from "./webhook-options.ts";

/** What an adapter over WHATWG requests adds. */
export interface WebReceiving {
  readonly options: ReadWebhookOptions;
  /** Headers in which repeats can be seen, where the runtime has them. Default: the request's. */
  readonly headers?: HeadersInput;
  /** Runs the handler; it may give a response of its own. */
  readonly handle: (webhook: Webhook) => unknown;
  /** What to do in this framework if something took the body's bytes. */
  readonly remedy: string;
}

/**
 * From a request to its response.
 *
 * @throws what the handler or the store throws, and misuse, if there is no `onError`.
 */
export async function receiveOnWeb(
  request: WebRequest,
  { options, headers = request.headers, handle, remedy }: WebReceiving,
): Promise<Response> {
  const reply = await receiveWebhook(
    {
      method: request.method,
      headers,
      readBody: (maxBytes) => readWebBody(request, maxBytes, remedy),
      handle: async (webhook) => {
        const result = await handle(webhook);
        return isResponse(result) ? { status: result.status, value: result } : undefined;
      },
    },
    options,
  );
  if ("own" in reply) return reply.own;
  const { body, status, headers: names } = reply.answer;
  return new Response(body, { status, headers: names });
}

/** Not instanceof: frameworks and test runners have response classes of their own. */
function isResponse(value: unknown): value is Response {
  return typeof value === "object" && value !== null && "status" in value && "headers" in value;
}
