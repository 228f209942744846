import { deepFreeze } from "../deep-freeze.ts";
import type { Scheme } from "../scheme.ts";

/** Suki: a MAC in a header that is called an API key, over time and body. */
export const suki: Scheme = /* @__PURE__ */ deepFreeze<Scheme>({
  version: 1,
  id: "suki",
  name: "Suki",
  documentation: [
    { url: "https://developer.suki.ai/documentation/webhook/signature-verification", checked: "2026-11-22" },
    { url: "https://developer.suki.ai/documentation/webhook/payload-and-response", checked: "2026-11-22" },
  ],
  notes: [
    "The header X-API-Key holds a signature.",
    'Hex is "usually" lower case, so either case is taken.',
    "No window is documented; five minutes both ways is a choice.",
    "Each event is sent once: store it first.",
  ],
  proof: {
    kind: "mac",
    algorithm: "hmac-sha256",
    key: { encoding: "utf8" },
    message: {
      parts: [
        { part: "timestamp", header: "generated-at", format: "unix-milliseconds", toleranceMs: 300_000 },
        { part: "literal", text: ":" },
        { part: "body" },
      ],
    },
    signature: { header: "X-API-Key", encoding: "hex-any-case" },
  },
  event: { type: { pointer: "/status", default: "unknown" } },
  answer: { refused: 401 },
});
