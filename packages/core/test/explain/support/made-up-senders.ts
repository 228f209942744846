import { createHash, createHmac } from "node:crypto";
import { NOW_MS } from "../../support/scheme-cases.ts";

/** A request of a sender that no built-in scheme describes, signed by node:crypto alone. */
export interface MadeUpSender {
  readonly name: string;
  readonly secret: string;
  readonly method?: string;
  readonly url?: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

const body = '{"event_id":"e-1","type":"visit.closed","data":{"name":"Zoë","n":1.50}}';
const secret = "a secret of the made-up sender";
const seconds = String(Math.floor(NOW_MS / 1000));
const milliseconds = String(NOW_MS);
const iso = new Date(NOW_MS).toISOString();
const url = "https://hooks.example.org/in/made-up?a=1";

/** A MAC in the encodings in which senders write it. */
function hmac(
  content: string,
  key: string | Uint8Array = secret,
  hash = "sha256",
): { readonly hex: string; readonly base64: string } {
  const mac = createHmac(hash, key).update(content).digest();
  return { hex: mac.toString("hex"), base64: mac.toString("base64") };
}

const keyBytes = createHash("sha256").update("key").digest();

/** Shapes that senders use, each unlike the others. */
export const madeUpSenders: readonly MadeUpSender[] = [
  {
    name: "GitHub-like: sha256= before hex over the body",
    headers: { "X-Hub-Signature-256": `sha256=${hmac(body).hex}` },
  },
  {
    name: "Shopify-like: base64 over the body",
    headers: { "X-Shop-Hmac-Sha256": hmac(body).base64 },
  },
  {
    name: "Slack-like: v0:time:body",
    headers: {
      "X-Chat-Request-Timestamp": seconds,
      "X-Chat-Signature": `v0=${hmac(`v0:${seconds}:${body}`).hex}`,
    },
  },
  {
    name: "time.body with two signatures in a list",
    headers: {
      "Webhook-Timestamp": milliseconds,
      "Webhook-Signature": `v1=${hmac("an older key").hex},v1=${hmac(`${milliseconds}.${body}`).hex}`,
    },
  },
  {
    name: "id.time.body with a base64 key behind a prefix",
    secret: `whsec_${keyBytes.toString("base64")}`,
    headers: {
      "acme-id": "msg_1",
      "acme-timestamp": seconds,
      "acme-signature": `v1,${hmac(`msg_1.${seconds}.${body}`, keyBytes).base64}`,
    },
  },
  {
    name: "capital hex over time and body",
    headers: {
      "x-ring-timestamp": iso,
      "x-ring-signature": hmac(iso + body).hex.toUpperCase(),
    },
  },
  {
    name: "SHA-1 over the body, base64",
    headers: { "X-Tracker-Signature": hmac(body, secret, "sha1").base64 },
  },
  {
    name: "a hex key",
    secret: keyBytes.toString("hex"),
    headers: { "X-Signature": hmac(body, keyBytes).hex },
  },
  {
    name: "a key that is the hex of the secret's SHA-256",
    headers: { "X-Signature": hmac(body, createHash("sha256").update(secret).digest("hex")).hex },
  },
  {
    name: "method, URL and body",
    url,
    method: "PUT",
    headers: { "X-Signature": hmac(`PUT${url}${body}`).base64 },
  },
  {
    name: "body before time, SHA-1, hex",
    headers: { "x-date": iso, "x-signature": hmac(`${body}.${iso}`, secret, "sha1").hex },
  },
].map((each) => ({ secret, body, ...each }));

/** Signed in ways that the scheme language cannot say. */
export const sendersBeyondLanguage: readonly (MadeUpSender & { readonly says: RegExp })[] = [
  {
    name: "the time stands beside the signature, as Stripe writes it",
    secret,
    body,
    headers: { "Pay-Signature": `t=${seconds},v1=${hmac(`${seconds}.${body}`).hex}` },
    says: /^HMAC-SHA-256 over timestamp "\." body, with the text of "t=" in "pay-signature", as lower-case hex/,
  },
  {
    name: "SHA-512",
    secret,
    body,
    headers: { "X-Signature": hmac(body, secret, "sha512").hex },
    says: /^HMAC-SHA-512 over body, as lower-case hex in "x-signature"$/,
  },
];
