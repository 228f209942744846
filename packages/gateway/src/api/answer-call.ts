import type { FastifyReply } from "fastify";
import type { RouteShape } from "@countersign/contract";
import type { Store } from "../store/store.ts";
import { ApiRefusal } from "./api-refusal.ts";
import { namesTag } from "./entity-tag.ts";
import { writeEventStream } from "./event-stream.ts";
import type { StreamMessage } from "./event-stream.ts";
import type { ApiRequest } from "./handler.ts";
import { referencePagePolicy } from "./reference/reference-page.ts";
import { answerTag, answerText, findKeptAnswer, readApiRequest } from "./route-call.ts";
import type { RouteCall } from "./route-call.ts";
import { singleHeader } from "./single-header.ts";

/** A handler whose route is not known to the compiler. */
export type AnyHandler = (request: ApiRequest<RouteShape>) => unknown;

/** Answers one checked call: the kept answer of a repeated one, or what its handler gives. */
export async function answerCall(
  call: RouteCall,
  reply: FastifyReply,
  { store, handler }: { readonly store: Pick<Store, "access">; readonly handler: AnyHandler },
): Promise<FastifyReply> {
  const { route } = call;
  const request = readApiRequest(call);
  const result = await resultOf(call, store, () => handler(request));
  if (route.answer.stream !== undefined) {
    reply.hijack();
    // The route has a stream, so its handler gives messages.
    await writeEventStream(reply.raw, result as AsyncIterable<StreamMessage>, call.signal);
    return reply;
  }
  for (const [name, value] of call.headers) reply.header(name, value);
  reply.code(route.answer.status);
  if (route.answer.mediaType !== undefined) {
    reply.header("content-security-policy", referencePagePolicy);
    return reply.type(`${route.answer.mediaType}; charset=utf-8`).send(String(result));
  }
  if (route.answer.body === undefined) return reply.send();
  const text = answerText(route, result);
  if (route.hasEtag === true) {
    const tag = answerTag(route, result);
    reply.header("etag", tag);
    const known = isConditionalRead(route) ? singleHeader(call.request.raw, "if-none-match") : undefined;
    if (known !== undefined && namesTag(known, tag)) return reply.code(304).send();
  }
  return reply.type("application/json").send(text);
}

/** A create that met its own repetition, begun at the same time, is refused by the store; its answer is kept by then. */
async function resultOf(
  call: RouteCall,
  store: Pick<Store, "access">,
  handle: () => unknown,
): Promise<unknown> {
  const before = await findKeptAnswer(call, store);
  if (before !== undefined) return before.answer;
  try {
    return await handle();
  } catch (error) {
    const kept = error instanceof ApiRefusal ? await findKeptAnswer(call, store) : undefined;
    if (kept === undefined) throw error;
    return kept.answer;
  }
}

function isConditionalRead({ method, etagWithout }: RouteShape): boolean {
  return method === "GET" && etagWithout === undefined;
}
