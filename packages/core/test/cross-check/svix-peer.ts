import { Webhook, WebhookVerificationError } from "svix";
import { parseScheme } from "../../src/index.ts";
import { standardWebhooks } from "../../src/schemes/standard-webhooks.ts";
import { ourSide } from "./our-side.ts";
import type { Peer } from "./peer.ts";

/** Standard Webhooks under Svix's own header names: a scheme made at run time, as a user would make it. */
const svixScheme = parseScheme(
  JSON.parse(JSON.stringify(standardWebhooks).replaceAll('"webhook-', '"svix-')),
);

/** Svix's own library. */
export const svixPeer: Peer = {
  name: "svix 1.99.1",
  headerPrefix: "svix-",
  accepts({ headers, body }, secret) {
    try {
      new Webhook(secret).verify(body, headers);
      return true;
    } catch (error) {
      if (error instanceof WebhookVerificationError) return false;
      // It parses the body as JSON once a signature has matched, and not before.
      if (error instanceof SyntaxError) return true;
      throw error;
    }
  },
  sign: ({ id, seconds, body }, secret) => new Webhook(secret).sign(id, new Date(seconds * 1000), body),
  ...ourSide(svixScheme),
};
