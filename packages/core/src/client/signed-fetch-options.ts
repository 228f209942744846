import { edgeMisuse } from "../edge-misuse.ts";
import type { WebhookKey } from "../keys/webhook-key.ts";
import type { SignerOptions } from "../signer.ts";

/** The part of `fetch` that is used. */
export type Fetch = (url: string, init: FetchInit) => Promise<Response>;

/** What `fetch` is called with: never text as a body, which clients re-encode. */
export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array<ArrayBuffer> | null;
  readonly redirect: "manual";
  readonly signal: AbortSignal;
}

/** How to call one receiver with signed requests: a signer's options, and those of the call. */
export interface SignedFetchOptions extends SignerOptions {
  /** Verifies the receiver's signed responses with these keys, for schemes that sign them. Default: not verified. */
  readonly responseKeys?: readonly WebhookKey[] | undefined;
  /** The largest response that is read, in bytes, from 0. Default: 8 MiB. */
  readonly maxResponseBytes?: number | undefined;
  /** How long a call may take with its response, in milliseconds, from 1. Default: 30 s. */
  readonly timeoutMs?: number | undefined;
  /** Default: `globalThis.fetch` at the time of each call. */
  readonly fetch?: Fetch | undefined;
}

/** The options of the call, checked. */
export interface CallOptions {
  readonly maxResponseBytes: number;
  readonly timeoutMs: number;
  readonly fetch: Fetch;
}

/** As much as a verifier looks at. */
const DEFAULT_MAX_RESPONSE_BYTES = 8 * 1024 * 1024;

/** Twice what senders usually wait for webhooks. */
const DEFAULT_TIMEOUT_MS = 30_000;

/** @throws CountersignError `max_response_bytes_invalid`, `duration_invalid`, `fetch_invalid` */
export function readCallOptions({
  maxResponseBytes = DEFAULT_MAX_RESPONSE_BYTES,
  timeoutMs = DEFAULT_TIMEOUT_MS,
  fetch = (url, init): Promise<Response> => globalThis.fetch(url, init),
}: Pick<SignedFetchOptions, "maxResponseBytes" | "timeoutMs" | "fetch">): CallOptions {
  if (!Number.isSafeInteger(maxResponseBytes) || maxResponseBytes < 0) {
    throw edgeMisuse("max_response_bytes_invalid");
  }
  if (!Number.isSafeInteger(timeoutMs) || timeoutMs < 1) throw edgeMisuse("duration_invalid", "timeoutMs");
  if (typeof fetch !== "function") throw edgeMisuse("fetch_invalid");
  return { maxResponseBytes, timeoutMs, fetch };
}
