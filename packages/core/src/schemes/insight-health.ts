import { deepFreeze } from "../deep-freeze.ts";
import type { Scheme } from "../scheme.ts";

/** Insight Health, in both directions: an API key names the caller, a MAC covers the body. */
export const insightHealth: Scheme = /* @__PURE__ */ deepFreeze<Scheme>({
  version: 1,
  id: "insight-health",
  name: "Insight Health",
  documentation: [
    { url: "https://docs.insighthealth.ai/webhooks/authentication", checked: "2026-11-22" },
    { url: "https://docs.insighthealth.ai/webhooks/onboarding", checked: "2026-11-22" },
  ],
  notes: [
    "The API key is required and not signed.",
    "No time is signed: a captured request verifies for ever.",
    "Each direction has its own API key and signing key.",
  ],
  proof: {
    kind: "mac",
    algorithm: "hmac-sha256",
    key: { encoding: "utf8" },
    message: { parts: [{ part: "body" }] },
    signature: { header: "X-Webhook-Signature", encoding: "hex", prefix: "sha256=" },
  },
  caller: { header: "X-API-Key" },
  event: {
    idPointer: "/summary_id",
    type: { shapes: [{ has: "/summary_id", type: "notes.push" }], default: "appointments.sync" },
  },
  answer: { refused: 401 },
});
