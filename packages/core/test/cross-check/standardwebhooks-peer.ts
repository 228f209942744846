import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { standardWebhooks } from "../../src/schemes/standard-webhooks.ts";
import { ourSide } from "./our-side.ts";
import type { Peer } from "./peer.ts";

/** The reference implementation of Standard Webhooks. */
export const standardwebhooksPeer: Peer = {
  name: "standardwebhooks 1.1.1",
  headerPrefix: "webhook-",
  accepts({ headers, body }, secret) {
    try {
      new Webhook(secret).verify(body, headers, { jsonParse: false });
      return true;
    } catch (error) {
      if (error instanceof WebhookVerificationError) return false;
      throw error;
    }
  },
  sign: ({ id, seconds, body }, secret) => new Webhook(secret).sign(id, new Date(seconds * 1000), body),
  ...ourSide(standardWebhooks),
};
