import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { createVerifier } from "../../src/index.ts";
import { standardWebhooks } from "../../src/schemes/standard-webhooks.ts";
import { codeOf, NOW_MS } from "../support/scheme-cases.ts";

export const SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

/** A request, however odd. */
export interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The peer's verdict at the fake present: the caller of this sets the clock, because the peer takes none. */
export function peerAccepts({ headers, body }: Sent, secret = SECRET): boolean {
  try {
    new Webhook(secret).verify(body, headers, { jsonParse: false });
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  }
}

/** Our verdict's code; `accepted` for an acceptance. */
export function ourCode({ headers, body }: Sent, secret = SECRET): string {
  const verifier = createVerifier(standardWebhooks, { keys: [{ secret }], now: () => NOW_MS });
  return codeOf(verifier.verify({ headers, body }));
}

/** What the peer sends for an event at the fake present. */
export function peerSent(
  { id = "msg_1", body = Buffer.from("{}") }: { readonly id?: string; readonly body?: Buffer },
  secret = SECRET,
): Sent & {
  readonly headers: Readonly<Record<"webhook-id" | "webhook-timestamp" | "webhook-signature", string>>;
} {
  return {
    headers: {
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(NOW_MS / 1000)),
      "webhook-signature": new Webhook(secret).sign(id, new Date(NOW_MS), body),
    },
    body,
  };
}
