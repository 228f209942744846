/**
 * The dialects in which peers and Countersign are compared. Requests are signed here by hand, by none of the contestants.
 *
 * `headers(message)` makes what the peers read, `ourHeaders(message)` what Countersign reads where that differs.
 * A message is `{ secret, body, seconds, timeText?, signatures? }`: `timeText` stands in the header instead of the
 * signed time, `signatures` makes the header's signatures from the right one.
 */
import { createHmac } from "node:crypto";
import { parseScheme } from "countersign";
import { standardWebhooks } from "countersign/schemes/standard-webhooks";

const ID = "msg_1";
const TOLERANCE_MS = 300_000;
const documentation = [{ url: "https://example.com/not-a-vendor-page", checked: "2026-11-22" }];
const event = { type: { pointer: "/type", default: "unknown" } };

function mac(key, ...parts) {
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac;
}

function onlyTheRightOne(right) {
  return [right];
}

function listOf({ signatures = onlyTheRightOne }, right) {
  return signatures(right);
}

/** The key that a secret of Standard Webhooks stands for. */
function decoded(secret) {
  return Buffer.from(secret.replace("whsec_", ""), "base64");
}

function stripeSignatures(message) {
  return listOf(message, mac(message.secret, `${message.seconds}.`, message.body).digest("hex"));
}

function standardHeaders(prefix) {
  return (message) => {
    const { secret, body, seconds, timeText = String(seconds) } = message;
    const right = mac(decoded(secret), `${ID}.${seconds}.`, body).digest("base64");
    return {
      [`${prefix}id`]: ID,
      [`${prefix}timestamp`]: timeText,
      [`${prefix}signature`]: listOf(message, right)
        .map((each) => `v1,${each}`)
        .join(" "),
    };
  };
}

const github = {
  id: "github",
  title: "GitHub: `sha256=` and hex over the body",
  ours: "a scheme made from JSON at run time",
  secret: "a-secret-of-a-usual-length-0123456789",
  emptySecrets: [""],
  signsTime: false,
  hasList: false,
  scheme: parseScheme({
    version: 1,
    id: "github",
    name: "GitHub",
    documentation,
    proof: {
      kind: "mac",
      algorithm: "hmac-sha256",
      key: { encoding: "utf8" },
      message: { parts: [{ part: "body" }] },
      signature: { header: "x-hub-signature-256", encoding: "hex", prefix: "sha256=" },
    },
    event,
    answer: { refused: 401 },
  }),
  headers: (message) => ({
    "x-hub-signature-256": `sha256=${listOf(message, mac(message.secret, message.body).digest("hex")).join()}`,
  }),
};

const stripe = {
  id: "stripe",
  title: "Stripe: time and `v1=` hex in one header, over `time.body`",
  ours: "the same MAC over the same content, with the time in a header of its own: the scheme language has no word yet for a time inside the signature's header",
  secret: "whsec_a-secret-of-a-usual-length-0123456789",
  emptySecrets: [""],
  signsTime: true,
  hasList: true,
  scheme: parseScheme({
    version: 1,
    id: "stripe-in-two-headers",
    name: "Stripe, in two headers",
    documentation,
    proof: {
      kind: "mac",
      algorithm: "hmac-sha256",
      key: { encoding: "utf8" },
      message: {
        parts: [
          { part: "timestamp", header: "x-time", format: "unix-seconds", toleranceMs: TOLERANCE_MS },
          { part: "literal", text: "." },
          { part: "body" },
        ],
      },
      signature: {
        header: "x-signatures",
        encoding: "hex",
        prefix: "v1=",
        list: { separator: ",", maxEntries: 16 },
      },
    },
    event,
    answer: { refused: 401 },
  }),
  headers: (message) => {
    const { seconds, timeText = String(seconds) } = message;
    const entries = stripeSignatures(message).map((each) => `v1=${each}`);
    return { "stripe-signature": [`t=${timeText}`, ...entries].join(",") };
  },
  ourHeaders: (message) => {
    const { seconds, timeText = String(seconds) } = message;
    const entries = stripeSignatures(message).map((each) => `v1=${each}`);
    return { "x-time": timeText, "x-signatures": entries.join(",") };
  },
};

const standard = {
  id: "standard-webhooks",
  title: "Standard Webhooks: `v1,` base64 over `id.time.body`",
  ours: "the built-in scheme",
  secret: "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
  emptySecrets: ["", "whsec_"],
  signsTime: true,
  hasList: true,
  scheme: standardWebhooks,
  headers: standardHeaders("webhook-"),
  /** Svix's brand of the same headers. */
  svixHeaders: standardHeaders("svix-"),
};

export const dialects = [github, stripe, standard];
