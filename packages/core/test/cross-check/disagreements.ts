import { Webhook } from "standardwebhooks";
import { NOW_MS } from "../support/scheme-cases.ts";
import { peerSent, SECRET, type Sent } from "./both-verify.ts";

/** A request that the peer accepts and this library refuses, with the reason why the refusal is right. */
export interface Disagreement {
  readonly name: string;
  readonly reason: string;
  readonly code: string;
  readonly sent: () => Sent;
}

const TOLERANCE_SECONDS = 300;
const MAX_SIGNATURES = 16;
const good = peerSent({});
const { "webhook-id": id, "webhook-timestamp": time, "webhook-signature": signature } = good.headers;

/** Every way in which this library is stricter than `standardwebhooks` 1.1.1. */
export const disagreements: readonly Disagreement[] = [
  ...[`${time}abc`, `${time}.9`, ` ${time}`, `+${time}`, `0${time}`].map((written) => ({
    name: `the time written “${written}”`,
    reason: "the peer reads digits as far as they go and signs the number: many texts share one signature",
    code: "malformed_timestamp",
    sent: () => withHeader("webhook-timestamp", written),
  })),
  {
    name: "a time a quarter of a second too old",
    reason: "the peer drops the fraction of its clock, so its window is up to a second longer",
    code: "stale",
    sent: () => signedAt(Math.floor(NOW_MS / 1000) - TOLERANCE_SECONDS),
  },
  {
    name: "an id with a full stop",
    reason: "the full stop also separates id, time and body: two readings could share one signature",
    code: "malformed_signature",
    sent: () => peerSent({ id: "msg.1" }),
  },
  {
    name: "text behind a second comma of an entry",
    reason: "no grammar has it, and it is not signed: a repeat could be made to look new",
    code: "malformed_signature",
    sent: () => withHeader("webhook-signature", `${signature},anything`),
  },
  {
    name: "an entry that is no signature beside a right one",
    reason: "a list is read by its grammar as a whole before anything is hashed",
    code: "malformed_signature",
    sent: () => withHeader("webhook-signature", `${signature}  v1,short`),
  },
  {
    name: `a list of more than ${MAX_SIGNATURES} signatures`,
    reason: "work on a request that nobody has vouched for has a bound",
    code: "too_many_signatures",
    sent: () =>
      withHeader(
        "webhook-signature",
        Array(MAX_SIGNATURES + 1)
          .fill(signature)
          .join(" "),
      ),
  },
  {
    name: "a header twice, in two spellings",
    reason: "which of the two counts is anybody's guess: a proxy and the peer may differ",
    code: "repeated_header",
    sent: () => ({ ...good, headers: { "Webhook-Id": "msg_2", ...good.headers } }),
  },
  {
    name: "another body that is not UTF-8",
    reason: "the peer turns bytes into text first: FF and FE become the same character and share a signature",
    code: "no_match",
    sent: () => ({ ...peerSent({ body: Buffer.of(0xff) }), body: Buffer.of(0xfe) }),
  },
  {
    name: "an id in UTF-8 that did not pass through a header",
    reason: "a header brings bytes; text that no header can bring was never received",
    code: "malformed_signature",
    sent: () => peerSent({ id: "msg_Ł" }),
  },
];

function withHeader(name: string, value: string): Sent {
  return { ...good, headers: { ...good.headers, [name]: value } };
}

function signedAt(seconds: number): Sent {
  const signed = new Webhook(SECRET).sign(id, new Date(seconds * 1000), good.body);
  const headers = { "webhook-id": id, "webhook-timestamp": String(seconds), "webhook-signature": signed };
  return { headers, body: good.body };
}
