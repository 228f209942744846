import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { IncomingMessage } from "node:http";
import type { SignedRequest } from "./signed-request.ts";

/** Room for any answer of a gateway; what is longer did not come from one. */
const MAX_ANSWER_BYTES = 64 * 1024;

export interface Answer {
  readonly status: number;
  readonly body: string;
  /** From the start of the request to the end of the answer, in milliseconds. */
  readonly durationMs: number;
}

/**
 * Posts the request's bytes unchanged and reads the whole answer.
 *
 * @throws Error of node:http when there is no answer, when it is longer than 64 KiB, or when `signal` aborts.
 */
export async function postBytes(request: SignedRequest, signal: AbortSignal): Promise<Answer> {
  const startMs = performance.now();
  const response = await send(request, signal);
  const body = await readBounded(response);
  return { status: response.statusCode ?? 0, body, durationMs: performance.now() - startMs };
}

async function send(request: SignedRequest, signal: AbortSignal): Promise<IncomingMessage> {
  const open = request.url.startsWith("https:") ? httpsRequest : httpRequest;
  return await new Promise((resolve, reject) => {
    const headers = { ...request.headers, "Content-Length": String(request.body.length) };
    // A connection of its own, so that nothing stays open after the answer.
    const outgoing = open(request.url, { method: request.method, headers, agent: false, signal });
    outgoing.once("response", resolve);
    outgoing.once("error", reject);
    outgoing.end(request.body);
  });
}

async function readBounded(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_ANSWER_BYTES) throw new RangeError("the answer is longer than 64 KiB");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
