// Against the reference implementation of Standard Webhooks, which nobody here wrote.
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createSigner, createVerifier } from "../../src/index.ts";
import { standardWebhooks } from "../../src/schemes/standard-webhooks.ts";
import { errorCodeOf } from "../support/error-code-of.ts";
import { NOW_MS } from "../support/scheme-cases.ts";
import { ourCode, peerAccepts, peerSent, SECRET, type Sent } from "./both-verify.ts";
import { disagreements } from "./disagreements.ts";

const RUNS = 3000;

/** Any key of at least one byte. */
const secrets = fc
  .uint8Array({ minLength: 1, maxLength: 96 })
  .map((key) => `whsec_${Buffer.from(key).toString("base64")}`);
/** Visible ASCII without the full stop. */
const ids = fc.stringMatching(/^[!-\-/-~]{1,64}$/);
/** The peer signs text, so bytes that are not UTF-8 are left to the table of disagreements. */
const bodies = fc.string({ unit: "binary", maxLength: 400 }).map((text) => Buffer.from(text));

beforeAll(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW_MS });
});
afterAll(() => {
  vi.useRealTimers();
});

test(`the peer accepts what this library signs, ${RUNS} times`, () => {
  fc.assert(
    fc.property(secrets, ids, bodies, (secret, id, body) => {
      const signer = createSigner(standardWebhooks, { keys: [{ secret }], now: () => NOW_MS });
      expect(peerAccepts({ headers: signer.sign({ id, body }), body }, secret)).toBe(true);
    }),
    { numRuns: RUNS },
  );
});

test(`this library accepts what the peer signs, ${RUNS} times, and the headers are the same`, () => {
  fc.assert(
    fc.property(secrets, ids, bodies, (secret, id, body) => {
      const sent = peerSent({ id, body }, secret);
      expect(ourCode(sent, secret)).toBe("accepted");
      const signer = createSigner(standardWebhooks, { keys: [{ secret }], now: () => NOW_MS });
      expect(signer.sign({ id, body })).toEqual(sent.headers);
    }),
    { numRuns: RUNS },
  );
});

test(`whatever the peer refuses of ${RUNS} tampered requests, this library refuses`, () => {
  const { headers, body } = peerSent({});
  const seconds = Math.floor(NOW_MS / 1000);
  const good = headers["webhook-signature"];
  const odd = fc.string({ unit: "binary-ascii", maxLength: 12 });
  const signature = fc
    .array(
      fc.oneof({ weight: 3, arbitrary: fc.constant(good) }, odd, fc.constantFrom("v1", "v1,", "v2,AAAA")),
      {
        maxLength: 4,
      },
    )
    .chain((entries) => fc.constantFrom(" ", ",", "  ").map((separator) => entries.join(separator)));
  const time = fc
    .integer({ min: -400, max: 400 })
    .chain((offset) => fc.constantFrom("", "a", ".5", " ").map((tail) => `${seconds + offset}${tail}`));
  const request = fc.record({
    id: fc.oneof(fc.constant(headers["webhook-id"]), odd),
    time: fc.oneof(fc.constant(headers["webhook-timestamp"]), time, odd),
    signature,
    body: fc.oneof(fc.constant(body), bodies),
  });
  const stricter = new Set(disagreements.map(({ code }) => code));
  fc.assert(
    fc.property(request, (each) => {
      const sent: Sent = {
        headers: {
          "webhook-id": each.id,
          "webhook-timestamp": each.time,
          // White space of HTTP around a value is no part of it; see the test below.
          "webhook-signature": each.signature.replaceAll("\t", "_"),
        },
        body: each.body,
      };
      const code = ourCode(sent);
      const isAgreed = peerAccepts(sent) ? code === "accepted" || stricter.has(code) : code !== "accepted";
      expect(isAgreed).toBe(true);
    }),
    { numRuns: RUNS },
  );
});

describe("the peer accepts and this library refuses", () => {
  const rows = disagreements.map((each) => [each.name, each.reason, each] as const);
  test.each(rows)("%s, because %s", (_name, _reason, { code, sent }) => {
    const request = sent();
    expect([peerAccepts(request), ourCode(request)]).toEqual([true, code]);
  });
});

describe("the peer takes and this library refuses as a secret, because a damaged copy must not become a key,", () => {
  const texts = {
    "base64 without its padding": "whsec_YWJjZA",
    "base64 with half its padding": "whsec_YWJjZA=",
    "base64 with bits that say nothing": "whsec_YWJjZB==",
    "a line feed at the end": "whsec_YWJj\n",
  };
  test.each(Object.entries(texts))("%s", (_name, secret) => {
    expect(() => new Webhook(secret)).not.toThrow();
    const action = () => createVerifier(standardWebhooks, { keys: [{ secret }] });
    expect(errorCodeOf(action)).toBe("secret_not_base64");
  });
});

test("the one thing that only this library accepts is a tab around the signature, which HTTP drops anyway", () => {
  const { headers, body } = peerSent({});
  const padded = {
    headers: { ...headers, "webhook-signature": `\t${headers["webhook-signature"]}\t` },
    body,
  };
  expect([peerAccepts(padded), ourCode(padded, SECRET)]).toEqual([false, "accepted"]);
});
