import { request as httpRequest } from "node:http";
import type { ClientRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { forwardedHeaders } from "./forwarded-headers.ts";
import { urlAtTarget } from "./target.ts";

/** More than any sender waits for an answer. */
const APP_TIMEOUT_MS = 60_000;

/** A request as it came, and where the app is. */
export interface AppRequest {
  readonly method: string | undefined;
  /** Path and query as they came. */
  readonly url: string;
  readonly rawHeaders: readonly string[];
  readonly body: Uint8Array;
  readonly target: URL;
}

/** Sends a request on to the app byte for byte. Fails where there is no answer in time. */
export function openAppRequest({ method, url, rawHeaders, body, target }: AppRequest): ClientRequest {
  const appUrl = urlAtTarget(target, url);
  const open = appUrl.protocol === "https:" ? httpsRequest : httpRequest;
  const outgoing = open(appUrl, {
    method,
    headers: forwardedHeaders(rawHeaders, body.length),
    // A connection of its own, so that nothing stays open after the answer.
    agent: false,
    timeout: APP_TIMEOUT_MS,
  });
  outgoing.once("timeout", () => outgoing.destroy(new Error("no answer in time")));
  outgoing.end(body);
  return outgoing;
}
