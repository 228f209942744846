import { edgeMisuse } from "../edge-misuse.ts";
import { createResponseVerifier } from "../response-verifier.ts";
import type { Scheme } from "../scheme.ts";
import { createSigner } from "../signer.ts";
import type { Verdict } from "../verdict.ts";
import { call, type CallResponse } from "./call.ts";
import { requestBody } from "./request-body.ts";
import { readCallOptions, type SignedFetchOptions } from "./signed-fetch-options.ts";

/** One call. */
export interface SignedCall {
  /** Default: POST. */
  readonly method?: string | undefined;
  /** Bytes as they are, text as UTF-8, anything else as JSON. Default: no body. */
  readonly body?: unknown;
  /** Further headers. May hold the scheme's timestamp or id: that text is then signed as it stands. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The event's id, where the scheme signs one. */
  readonly id?: string | undefined;
  /** Sign with this live key only. Default: as a signer chooses. */
  readonly keyId?: string | undefined;
  /** Ends the call. */
  readonly signal?: AbortSignal | undefined;
}

/** What came back, whatever its status. */
export interface SignedFetchResponse extends CallResponse {
  /** Whether the receiver signed its response rightly; undefined where `responseKeys` was not given. */
  readonly verdict?: Verdict;
}

/** Calls a receiver with a signed request. */
export type SignedFetch = (url: string, call?: SignedCall) => Promise<SignedFetchResponse>;

const DEFAULT_METHOD = "POST";

/**
 * A `fetch` that signs: the body is serialised once, and exactly the bytes that were signed are sent.
 *
 * @param scheme How the receiver wants to be called.
 * @param options The keys, and what departs from the defaults.
 * @returns A function that resolves for every status, and rejects with a `SignedFetchError` when there is no response
 *   that may be trusted to be complete. It refuses redirects. Where `responseKeys` are given, look at `verdict` first.
 * @throws CountersignError whose `code` names the mistake.
 * @example
 * const post = signedFetch(insightHealth, { apiKey, keys: [{ secret }] });
 * const { status } = await post(url, { body: { appointments } });
 */
export function signedFetch(scheme: Scheme, options: SignedFetchOptions): SignedFetch {
  const { fetch, maxResponseBytes, timeoutMs, responseKeys, ...signerOptions } = options;
  const callOptions = readCallOptions({ fetch, maxResponseBytes, timeoutMs });
  const signer = createSigner(scheme, signerOptions);
  const { keyEncoding, now } = signerOptions;
  const responses =
    responseKeys === undefined
      ? undefined
      : createResponseVerifier(scheme, {
          keys: responseKeys,
          keyEncoding,
          now,
          maxBodyBytes: callOptions.maxResponseBytes,
        });

  return async (url, { method = options.method ?? DEFAULT_METHOD, body, headers = {}, ...rest } = {}) => {
    const { signal, id, keyId } = rest;
    const { bytes, contentType } = requestBody(body);
    const signed = signer.sign({ method, url, headers, body: bytes, id, keyId });
    const response = await call(
      url,
      {
        method,
        headers: joinedHeaders(headers, signed, contentType),
        body: body === undefined ? null : new Uint8Array(bytes),
      },
      { ...callOptions, signal },
    );
    if (responses === undefined) return response;
    return { ...response, verdict: responses.verify({ call: { method, url }, ...response }) };
  };
}

/** The caller's headers and the scheme's. A header that both set to different texts would make the signature a lie. */
function joinedHeaders(
  given: Readonly<Record<string, string>>,
  signed: Readonly<Record<string, string>>,
  contentType: string | undefined,
): Record<string, string> {
  // A response that nothing has unpacked: its bytes are what was signed, and its size is what is counted.
  const joined: Record<string, string> = { "accept-encoding": "identity" };
  if (contentType !== undefined) joined["content-type"] = contentType;
  for (const [name, value] of Object.entries(given)) joined[name.toLowerCase()] = value;
  for (const [name, value] of Object.entries(signed)) {
    const key = name.toLowerCase();
    if (Object.hasOwn(joined, key) && joined[key] !== value) throw edgeMisuse("header_reserved", name);
    joined[key] = value;
  }
  return joined;
}
