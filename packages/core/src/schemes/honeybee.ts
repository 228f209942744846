import { deepFreeze } from "../deep-freeze.ts";
import type { Scheme } from "../scheme.ts";

/** Honeybee Health: HMAC-SHA1 over the form escape of method, URL and body, for events and API responses. */
export const honeybee: Scheme = /* @__PURE__ */ deepFreeze<Scheme>({
  version: 1,
  id: "honeybee",
  name: "Honeybee Health",
  documentation: [
    {
      url: "https://partners.honeybeehealth.com/docs/partners-api/guides/event-validation",
      checked: "2026-11-22",
    },
    { url: "https://partners.honeybeehealth.com/docs/auth/signatures", checked: "2026-11-22" },
  ],
  notes: [
    "The escape is Ruby's CGI.escape over raw bytes.",
    "The key is the hex text of the secret's SHA-256.",
    "The URL is signed as typed in the partner dashboard.",
    "No time is signed: a captured request verifies for ever.",
  ],
  proof: {
    kind: "mac",
    algorithm: "hmac-sha1",
    key: { encoding: "utf8", derive: ["sha256-hex"] },
    message: { parts: [{ part: "method" }, { part: "url" }, { part: "body" }], escape: "cgi" },
    append: "0a",
    signature: { header: "X-Honeybee-Signature", encoding: "base64" },
    signsResponses: true,
  },
  event: { idPointer: "/event_id", type: { pointer: "/event_type", default: "unknown" } },
  answer: { refused: 401 },
});
