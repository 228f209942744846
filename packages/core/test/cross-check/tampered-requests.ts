import fc from "fast-check";
import type { Peer, Sent } from "./peer.ts";
import { NOW_SECONDS, sentBy } from "./sent-by.ts";

/** How often a part stays right, against once for each way of spoiling it: most requests have one or two flaws. */
const RIGHT_WEIGHT = 8;
const LONG_LIST = 20;
const MAX_SKEW_SECONDS = 305;

/** Text that a header can hold, without the white space that HTTP drops around a value. */
const odd = fc
  .string({ unit: "binary-ascii", maxLength: 12 })
  .map((text) => text.replaceAll(/[\t\r\n]/g, "_"));
const bodies = fc.oneof(
  fc.json().map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
);
const ids = usually(
  fc.stringMatching(/^[!-\-/-~]{1,32}$/),
  fc.constantFrom("msg.1", "msg 1", "msg_é", "msg_Ł", "m".repeat(257), "."),
);
const skews = usually(
  fc.integer({ min: -280, max: 280 }),
  fc.integer({ min: -MAX_SKEW_SECONDS, max: MAX_SKEW_SECONDS }),
);
const timeTexts = usually(
  fc.constant((seconds: number) => String(seconds)),
  fc.constantFrom(
    (seconds: number) => `${seconds}abc`,
    (seconds: number) => `${seconds}.5`,
    (seconds: number) => ` ${seconds}`,
    (seconds: number) => `0${seconds}`,
    (seconds: number) => `+${seconds}`,
    (seconds: number) => String(seconds + 1),
    (seconds: number) => `${seconds}000`,
    (seconds: number) => seconds.toExponential(),
    () => "",
  ),
);
const signatureTexts = usually(
  fc.constant((right: string) => right),
  fc.constantFrom(
    (right: string) => `${right} ${right}`,
    (right: string) => `v2,abc ${right}`,
    (right: string) => `v1a,abc ${right} v2,x`,
    (right: string) => `${right},more`,
    (right: string) => `${right}  v1,short`,
    (right: string) => `v1 ${right}`,
    (right: string) => right.replace("v1,", "v1"),
    (right: string) => right.replace("v1,", "V1,"),
    (right: string) => right.replace("v1,", "v2,"),
    (right: string) => right.replaceAll(" ", ","),
    (right: string) => right.slice(0, -1),
    (right: string) => `${right}=`,
    (right: string) => right.toLowerCase(),
    (right: string) => Array<string>(LONG_LIST).fill(right).join(" "),
    () => "v1,",
    () => "",
  ),
);
/** The body that arrives: the signed one, another, or one that reads the same once bytes have become text. */
const sentBodies = usually(
  fc.constant((body: Buffer) => body),
  fc.oneof(
    bodies.map((other) => () => other),
    fc.constant((body: Buffer) => Buffer.from(body.toString())),
    fc.constant((body: Buffer) => Buffer.concat([body, Buffer.from("\n")])),
  ),
);

/** Requests that a peer signed and of which some parts were spoilt, in every way that anybody thought of. */
export function tamperedRequests(peer: Peer): fc.Arbitrary<Sent> {
  const names = ["id", "timestamp", "signature"].map((name) => `${peer.headerPrefix}${name}`);
  const renamings = usually(
    fc.constant((headers: Sent["headers"]) => headers),
    fc.constantFrom(
      ...names.flatMap((name) => [
        (headers: Sent["headers"]) => withName(headers, name, name.toUpperCase()),
        (headers: Sent["headers"]) => withName(headers, name, name.replace(peer.headerPrefix, "webhook-")),
        (headers: Sent["headers"]) => withName(headers, name, "x-other"),
        (headers: Sent["headers"]) => ({ [name.toUpperCase()]: "msg_2", ...headers }),
        (headers: Sent["headers"]) => ({ ...headers, [name.toUpperCase()]: "msg_2" }),
      ]),
    ),
  );
  const parts = fc.record({
    id: ids,
    skew: skews,
    body: bodies,
    time: timeTexts,
    signatures: signatureTexts,
    sentBody: sentBodies,
    rename: renamings,
    replaced: usually(fc.constant({}), fc.record({ name: fc.constantFrom(...names), value: odd })),
  });
  return parts.map(({ id, skew, body, time, signatures, sentBody, rename, replaced }) => {
    const seconds = NOW_SECONDS + skew;
    const sent = sentBy(peer, {
      id,
      seconds,
      body,
      signatures,
      time: time(seconds),
      sentBody: sentBody(body),
    });
    const headers = "name" in replaced ? { ...sent.headers, [replaced.name]: replaced.value } : sent.headers;
    return { headers: rename(headers), body: sent.body };
  });
}

/** Mostly the first, now and then the second. */
function usually<A, B>(right: fc.Arbitrary<A>, spoilt: fc.Arbitrary<B>): fc.Arbitrary<A | B> {
  return fc.oneof({ weight: RIGHT_WEIGHT, arbitrary: right }, { weight: 1, arbitrary: spoilt });
}

function withName(headers: Sent["headers"], from: string, to: string): Sent["headers"] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name === from ? to : name, value]),
  );
}
