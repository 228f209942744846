import { deepFreeze } from "../deep-freeze.ts";
import type { Scheme } from "../scheme.ts";

/** Nabla Core API: a list of signatures over time and body. */
export const nabla: Scheme = /* @__PURE__ */ deepFreeze<Scheme>({
  version: 1,
  id: "nabla",
  name: "Nabla Core API",
  documentation: [
    { url: "https://docs.nabla.com/webhook/setup-webhooks", checked: "2026-11-22" },
    { url: "https://docs.nabla.com/webhook/api-receive-webhook", checked: "2026-11-22" },
  ],
  notes: [
    "Nothing separates timestamp and body, so only a complete timestamp is taken.",
    "A future timestamp is refused too, which the pages do not mention.",
  ],
  proof: {
    kind: "mac",
    algorithm: "hmac-sha256",
    key: { encoding: "utf8" },
    message: {
      parts: [
        { part: "timestamp", header: "x-nabla-webhook-timestamp", format: "iso8601", toleranceMs: 60_000 },
        { part: "body" },
      ],
    },
    signature: {
      header: "x-nabla-webhook-signature",
      encoding: "hex",
      list: { separator: ",", allowsBlanks: true, maxEntries: 16 },
    },
  },
  event: { idPointer: "/id", type: { pointer: "/type", default: "unknown" } },
  answer: { refused: 401 },
});
