import { caseOf, NOW_MS, signedHeaders } from "../support/scheme-cases.ts";
import { type Received, send, type Sending } from "./send.ts";

/** A body with an id, where a test needs no particular one. */
export const EVENT = '{"id":"e-1","type":"t.x"}';

/** The body of every refusal that a forger could learn from. */
export const UNAUTHORIZED = '{"error":"unauthorized"}';

/** Headers that make a body acceptable. */
export function signed(scheme: string, body: Uint8Array | string, nowMs = NOW_MS): Record<string, string> {
  const each = caseOf(scheme);
  return signedHeaders(each, body, { keys: [{ secret: each.secret }], nowMs });
}

/** Sends a body as Nabla signs it. */
export function post(url: string, body: Uint8Array | string, more: Sending = {}): Promise<Received> {
  return send(url, { body, ...more, headers: { ...signed("nabla", body), ...more.headers } });
}
