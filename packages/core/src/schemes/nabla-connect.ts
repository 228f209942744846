import { deepFreeze } from "../deep-freeze.ts";
import type { Scheme } from "../scheme.ts";

/** Nabla Connect callbacks: as the Core API, with an answer that echoes the request. */
export const nablaConnect: Scheme = /* @__PURE__ */ deepFreeze<Scheme>({
  version: 1,
  id: "nabla-connect",
  name: "Nabla Connect",
  documentation: [{ url: "https://nabla-tech.notion.site", checked: "2026-11-22" }],
  notes: ["The prose signs the body; steps and code sign timestamp and body."],
  proof: {
    kind: "mac",
    algorithm: "hmac-sha256",
    key: { encoding: "utf8" },
    message: {
      parts: [
        { part: "timestamp", header: "x-nabla-connect-timestamp", format: "iso8601", toleranceMs: 60_000 },
        { part: "body" },
      ],
    },
    signature: {
      header: "x-nabla-connect-signature",
      encoding: "hex",
      list: { separator: ",", allowsBlanks: true, maxEntries: 16 },
    },
  },
  event: { idPointer: "/request_uuid", type: { pointer: "/type", default: "unknown" } },
  answer: {
    refused: 401,
    accepted: { status: 200, echo: [{ field: "request_uuid", pointer: "/request_uuid" }] },
  },
});
