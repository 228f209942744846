import { readWebBody } from "../adapters/read-web-body.ts";
import type { HeadersObject } from "../headers.ts";
import type { CallOptions, FetchInit } from "./signed-fetch-options.ts";
import { SignedFetchError, type SignedFetchErrorCode } from "./signed-fetch-error.ts";

/** A complete response. */
export interface CallResponse {
  readonly status: number;
  readonly headers: HeadersObject;
  /** The body's bytes, exactly as they arrived. */
  readonly body: Uint8Array;
}

/** Not modified, the one status between 300 and 399 that leads nowhere. */
const NOT_MODIFIED = 304;

/** What `fetch` in browsers and Workers gives instead of a redirect's response. */
const OPAQUE_REDIRECT = "opaqueredirect";

/**
 * Calls and reads the whole response, within bounds, and follows no redirect: it would carry the signature and the API
 * key to an address nobody chose.
 *
 * @param signal The caller's own, beside the time limit.
 * @throws SignedFetchError
 */
export async function call(
  url: string,
  init: Pick<FetchInit, "method" | "headers" | "body">,
  { fetch, maxResponseBytes, timeoutMs, signal }: CallOptions & { readonly signal: AbortSignal | undefined },
): Promise<CallResponse> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const failure = (otherwise: SignedFetchErrorCode, cause?: unknown): SignedFetchError => {
    if (signal?.aborted === true) return new SignedFetchError("aborted", { cause: signal.reason });
    return new SignedFetchError(timeout.aborted ? "timed_out" : otherwise, { cause });
  };

  let response: Response;
  try {
    const either = AbortSignal.any(signal === undefined ? [timeout] : [timeout, signal]);
    response = await fetch(url, { ...init, redirect: "manual", signal: either });
  } catch (cause) {
    throw failure("request_failed", cause);
  }
  if (isRedirect(response)) {
    await response.body?.cancel();
    throw new SignedFetchError("redirect_refused");
  }
  const body = await readWebBody(response, maxResponseBytes, "let the injected fetch leave the body alone");
  if (body === "body_too_large") throw new SignedFetchError("response_too_large");
  if (body === "body_incomplete") throw failure("response_incomplete");
  return { status: response.status, headers: response.headers, body };
}

function isRedirect({ status, type }: Response): boolean {
  return type === OPAQUE_REDIRECT || (status >= 300 && status <= 399 && status !== NOT_MODIFIED);
}
