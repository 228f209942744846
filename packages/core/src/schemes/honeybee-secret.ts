import { deepFreeze } from "../deep-freeze.ts";
import type { Scheme } from "../scheme.ts";

/** Honeybee Health with a text the partner chose instead of a signature: it proves nothing about the body. */
export const honeybeeSecret: Scheme = /* @__PURE__ */ deepFreeze<Scheme>({
  version: 1,
  id: "honeybee-secret",
  name: "Honeybee Health (secret header)",
  documentation: [
    {
      url: "https://partners.honeybeehealth.com/docs/partners-api/guides/event-validation",
      checked: "2026-11-22",
    },
  ],
  notes: ["The text comes back unchanged and proves nothing about the body: prefer the signature."],
  proof: { kind: "secret-header", header: "X-Honeybee-Secret" },
  event: { idPointer: "/event_id", type: { pointer: "/event_type", default: "unknown" } },
  answer: { refused: 401 },
});
