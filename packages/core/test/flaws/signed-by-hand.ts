import { createHash, createHmac } from "node:crypto";
import { API_KEY, type SchemeCase } from "../support/scheme-cases.ts";

interface Signed {
  readonly secret: string;
  readonly body: Uint8Array;
  /** The timestamp's text, right or wrong. */
  readonly time: string;
  readonly hash: "sha1" | "sha256";
}

type ByHand = (signed: Signed) => Record<string, string>;

/** What each sender sends, written out with node:crypto alone: none of it is the library's code. */
const byHand: Readonly<Record<string, ByHand>> = {
  "insight-health": ({ secret, body, hash }) => ({
    "x-api-key": API_KEY,
    "x-webhook-signature": `${hash}=${createHmac(hash, secret).update(body).digest("hex")}`,
  }),
  nabla: (signed) => nablaHeaders("x-nabla-webhook", signed),
  "nabla-connect": (signed) => nablaHeaders("x-nabla-connect", signed),
  suki: ({ secret, body, time, hash }) => ({
    "generated-at": time,
    "x-api-key": createHmac(hash, secret).update(`${time}:`).update(body).digest("hex"),
  }),
  zentact: ({ secret, body, hash }) => ({
    "x-hmac-signature": createHmac(hash, Buffer.from(secret, "hex")).update(body).digest("base64"),
  }),
  "standard-webhooks": ({ secret, body, time, hash }) => {
    const key = Buffer.from(secret.slice("whsec_".length), "base64");
    const mac = createHmac(hash, key).update(`msg_1.${time}.`).update(body).digest("base64");
    return { "webhook-id": "msg_1", "webhook-timestamp": time, "webhook-signature": `v1,${mac}` };
  },
  honeybee: ({ secret, body }) => {
    const key = createHash("sha256").update(secret).digest("hex");
    const escaped = Array.from(Buffer.concat([Buffer.from(`POST${HONEYBEE_URL}`), body]), escapedByte);
    const mac = createHmac("sha1", key).update(escaped.join("")).digest();
    return { "x-honeybee-signature": Buffer.concat([mac, Buffer.from("\n")]).toString("base64") };
  },
};

/** The URL of the table of cases. */
const HONEYBEE_URL = "https://hooks.example.com/in/clinic/rx?a=1";

/** Headers that a sender who knows the case's secret would send; SHA-256 where nothing else is said. */
export function signedByHand(
  { scheme, secret }: SchemeCase,
  body: Uint8Array | string,
  { time = "", hash = "sha256" }: { readonly time?: string; readonly hash?: "sha1" | "sha256" } = {},
): Record<string, string> {
  const sign = byHand[scheme.id];
  if (sign === undefined) throw new Error(`nobody wrote ${scheme.id} by hand`);
  return sign({ secret, body: Buffer.from(body), time, hash });
}

function nablaHeaders(prefix: string, { secret, body, time, hash }: Signed): Record<string, string> {
  const signature = createHmac(hash, secret).update(time).update(body).digest("hex");
  return { [`${prefix}-timestamp`]: time, [`${prefix}-signature`]: signature };
}

/** Ruby's CGI.escape, one byte. */
function escapedByte(byte: number): string {
  const character = String.fromCharCode(byte);
  if (character === " ") return "+";
  if (/[A-Za-z0-9._~-]/.test(character)) return character;
  return `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
