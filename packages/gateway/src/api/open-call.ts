import type { IncomingMessage } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import { DEFAULT_MAX_BODY_BYTES } from "@countersign/contract";
import type { BodyBudget } from "../http/body-budget.ts";
import { ApiRefusal } from "./api-refusal.ts";
import { readBodyText } from "./read-body-text.ts";
import type { RouteCall } from "./route-call.ts";

/** JSON is UTF-8 (RFC 8259); naming that is allowed. */
const JSON_MEDIA_TYPE = /^application\/json(?:[ \t]*;[ \t]*charset="?utf-8"?)?$/i;

export interface OpenCallOptions extends Pick<RouteCall, "name" | "route" | "caller" | "address"> {
  readonly budget: BodyBudget;
  /** Aborted when the gateway begins to stop. */
  readonly stopping: AbortSignal;
}

/**
 * Reads the body of a request whose caller may call this route.
 *
 * @throws ApiRefusal `media_type_not_supported`, `body_too_large`, `json_invalid`, `unavailable`.
 */
export async function openCall(
  request: FastifyRequest,
  reply: FastifyReply,
  options: OpenCallOptions,
): Promise<RouteCall> {
  const { name, route, caller, address, budget, stopping } = options;
  const gone = new AbortController();
  reply.raw.once("close", () => gone.abort());
  const signal = AbortSignal.any([gone.signal, stopping]);
  const call = { name, route, caller, request, signal, address, headers: [] };
  if (!hasBody(request.raw)) return { ...call, bodyText: "" };

  const { headers } = request;
  const isPlain = (headers["content-encoding"] ?? "identity").toLowerCase() === "identity";
  if (!isPlain || !JSON_MEDIA_TYPE.test(headers["content-type"] ?? "")) {
    throw new ApiRefusal("media_type_not_supported");
  }
  const { maxBodyBytes: maxBytes = DEFAULT_MAX_BODY_BYTES } = route;
  if (Number(headers["content-length"] ?? 0) > maxBytes) throw new ApiRefusal("body_too_large");
  if (headers.expect !== undefined) reply.raw.writeContinue();
  const exchange = { request: request.raw, response: reply.raw };
  return { ...call, bodyText: await readBodyText(exchange, { maxBytes, budget }) };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || (headers["content-length"] ?? "0") !== "0";
}
