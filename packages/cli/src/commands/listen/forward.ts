import type { IncomingMessage, ServerResponse } from "node:http";
import { systemCode } from "../../input/read-input.ts";
import { openAppRequest } from "./app-request.ts";
import { forwardedHeaders } from "./forwarded-headers.ts";

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
    const { method, url = "/", rawHeaders } = request;
    const outgoing = openAppRequest({ method, url, rawHeaders, body, target });
    const fail = (error: unknown): void => {
      // An answer that broke off must not look like a whole one.
      if (response.headersSent) response.destroy();
      else response.writeHead(BAD_GATEWAY).end();
      resolve({ problem: systemCode(error), durationMs: durationMs() });
    };
    outgoing.once("error", fail);
    outgoing.once("response", (answer) => {
      const { statusCode = BAD_GATEWAY } = answer;
      response.writeHead(statusCode, forwardedHeaders(answer.rawHeaders));
      answer.once("error", fail);
      answer.once("end", () => resolve({ status: statusCode, durationMs: durationMs() }));
      answer.pipe(response);
    });
    response.once("close", () => outgoing.destroy());
  });
}
