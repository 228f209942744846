import { request as httpRequest } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { request as httpsRequest } from "node:https";
import { systemCode } from "../../input/read-input.ts";
import { forwardedHeaders } from "./forwarded-headers.ts";
import { urlAtTarget } from "./target.ts";

/** More than any sender waits for an answer. */
const APP_TIMEOUT_MS = 60_000;
const BAD_GATEWAY = 502;

/** What the app answered, or why it did not. */
export type AppAnswer =
  | { readonly status: number; readonly durationMs: number }
  | { readonly problem: string; readonly durationMs: number };

/** A verified request on its way to the app. */
export interface Forwarding {
  readonly request: IncomingMessage;
  readonly body: Uint8Array;
  readonly response: ServerResponse;
  readonly target: URL;
}

/**
 * Passes a request on to the app byte for byte, and the app's answer back to the sender. Where there is no answer, the
 * sender gets 502, or a broken connection where the answer had begun. Never rejects.
 */
export async function forward({ request, body, response, target }: Forwarding): Promise<AppAnswer> {
  const startMs = performance.now();
  const durationMs = (): number => performance.now() - startMs;
  return await new Promise((resolve) => {
    const url = urlAtTarget(target, request.url ?? "/");
    const open = url.protocol === "https:" ? httpsRequest : httpRequest;
    const outgoing = open(url, {
      method: request.method,
      headers: forwardedHeaders(request.rawHeaders, body.length),
      // A connection of its own, so that nothing stays open after the answer.
      agent: false,
      timeout: APP_TIMEOUT_MS,
    });
    const fail = (error: unknown): void => {
      // An answer that broke off must not look like a whole one.
      if (response.headersSent) response.destroy();
      else response.writeHead(BAD_GATEWAY).end();
      resolve({ problem: systemCode(error), durationMs: durationMs() });
    };
    outgoing.once("timeout", () => outgoing.destroy(new Error("no answer in time")));
    outgoing.once("error", fail);
    outgoing.once("response", (answer) => {
      const { statusCode = BAD_GATEWAY } = answer;
      response.writeHead(statusCode, forwardedHeaders(answer.rawHeaders));
      answer.once("error", fail);
      answer.once("end", () => resolve({ status: statusCode, durationMs: durationMs() }));
      answer.pipe(response);
    });
    response.once("close", () => outgoing.destroy());
    outgoing.end(body);
  });
}
