import { deepFreeze } from "../deep-freeze.ts";
import type { Scheme } from "../scheme.ts";

/** Zentact: a MAC over the body, under a key that is hex unless you say otherwise. */
export const zentact: Scheme = /* @__PURE__ */ deepFreeze<Scheme>({
  version: 1,
  id: "zentact",
  name: "Zentact",
  documentation: [
    { url: "https://docs.zentact.com/docs/webhooks/integration", checked: "2026-11-22" },
    { url: "https://docs.zentact.com/docs/webhooks/merchant-account-events", checked: "2026-11-22" },
  ],
  notes: [
    "Samples decode the key from hex, one sentence takes it as text: utf8 must be asked for.",
    "A key that is not hex would be empty in the vendor's sample.",
    "No time is signed: a captured request verifies for ever.",
  ],
  proof: {
    kind: "mac",
    algorithm: "hmac-sha256",
    key: { encoding: "hex", minBytes: 16 },
    message: { parts: [{ part: "body" }] },
    signature: { header: "x-hmac-signature", encoding: "base64" },
  },
  event: { type: { pointer: "/type", default: "unknown" } },
  answer: { refused: 403 },
});
