import { deepFreeze } from "../deep-freeze.ts";
import type { Scheme } from "../scheme.ts";

/** Standard Webhooks, symmetric signatures (v1). */
export const standardWebhooks: Scheme = /* @__PURE__ */ deepFreeze<Scheme>({
  version: 1,
  id: "standard-webhooks",
  name: "Standard Webhooks",
  documentation: [
    {
      url: "https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md",
      checked: "2026-11-22",
    },
  ],
  notes: [
    "Entries with another tag than v1 are passed over.",
    "An id with a full stop is refused: id and body could trade bytes.",
  ],
  proof: {
    kind: "mac",
    algorithm: "hmac-sha256",
    key: { encoding: "base64", stripPrefix: "whsec_" },
    message: {
      parts: [
        { part: "id", header: "webhook-id", without: "." },
        { part: "literal", text: "." },
        { part: "timestamp", header: "webhook-timestamp", format: "unix-seconds", toleranceMs: 300_000 },
        { part: "literal", text: "." },
        { part: "body" },
      ],
    },
    signature: {
      header: "webhook-signature",
      encoding: "base64",
      prefix: "v1,",
      list: { separator: " ", maxEntries: 16, skipsOtherTags: true },
    },
  },
  event: { type: { pointer: "/type", default: "unknown" } },
  answer: { refused: 401 },
});
