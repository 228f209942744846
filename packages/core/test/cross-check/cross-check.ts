import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { errorCodeOf } from "../support/error-code-of.ts";
import { NOW_MS } from "../support/scheme-cases.ts";
import type { Disagreement } from "./disagreement.ts";
import { type Peer, SECRET, type Sent } from "./peer.ts";
import { NOW_SECONDS, sentBy } from "./sent-by.ts";
import { tamperedRequests } from "./tampered-requests.ts";

const RUNS = 3000;
/** The peers hash in JavaScript: seconds for a test on a quiet machine, many more on a busy one. */
const TIMEOUT_MS = 180_000;

/** Any key of at least one byte. */
const secrets = fc
  .uint8Array({ minLength: 1, maxLength: 96 })
  .map((key) => `whsec_${Buffer.from(key).toString("base64")}`);
/** Visible ASCII without the full stop. */
const ids = fc.stringMatching(/^[!-\-/-~]{1,64}$/);
/** The peers sign text, so bytes that are not UTF-8 are left to the tampered requests. */
const bodies = fc.string({ unit: "binary", maxLength: 400 }).map((text) => Buffer.from(text));
/** Secrets as a careless copy leaves them, and right ones. */
const copiedSecrets = fc
  .tuple(
    fc.constantFrom("whsec_", "", "WHSEC_"),
    fc.uint8Array({ maxLength: 24 }).map((key) => Buffer.from(key).toString("base64")),
    fc.constantFrom("", "=", "==", "\n", " ", "A", "-", "."),
  )
  .map(([prefix, text, tail]) => `${prefix}${text}${tail}`);

/**
 * Both directions against a peer, thousands of times: what one signs the other accepts; and of requests that were
 * tampered with, each that only the peer accepts is of a kind that is written down with its reason.
 */
export function crossCheck(peer: Peer, disagreements: readonly Disagreement[]): void {
  vi.setConfig({ testTimeout: TIMEOUT_MS });
  const { accepts, ourCode } = peer;
  const kindsOf = (sent: Sent): readonly Disagreement[] => {
    const code = ourCode(sent, SECRET);
    return disagreements.filter((each) => each.code === code && each.applies(sent));
  };
  const isAccountedFor = (sent: Sent): boolean => {
    const isOurs = ourCode(sent, SECRET) === "accepted";
    return isOurs === accepts(sent, SECRET) || (!isOurs && kindsOf(sent).length > 0);
  };

  beforeAll(() => {
    vi.useFakeTimers({ toFake: ["Date"], now: NOW_MS });
  });
  afterAll(() => {
    vi.useRealTimers();
  });

  test(`the peer accepts what this library signs, ${RUNS} times`, () => {
    fc.assert(
      fc.property(secrets, ids, bodies, (secret, id, body) => {
        expect(accepts({ headers: peer.ourHeaders({ id, body }, secret), body }, secret)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  test(`this library accepts what the peer signs, ${RUNS} times, and the headers are the same`, () => {
    fc.assert(
      fc.property(secrets, ids, bodies, (secret, id, body) => {
        const sent = sentBy(peer, { id, body }, secret);
        expect(ourCode(sent, secret)).toBe("accepted");
        expect(peer.ourHeaders({ id, body }, secret)).toEqual(sent.headers);
      }),
      { numRuns: RUNS },
    );
  });

  test(`of ${RUNS} tampered requests, this library accepts none that the peer refuses, and refuses others only for a reason that is written down`, () => {
    fc.assert(
      fc.property(tamperedRequests(peer), (sent) => {
        expect(isAccountedFor(sent)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  test("a refusal of what the peer accepts is not accounted for by any of the reasons unless it is of that kind", () => {
    const wrong = sentBy(peer, { sentBody: Buffer.from("[]") });
    expect([kindsOf(sentBy(peer)), kindsOf(wrong), ourCode(wrong, SECRET)]).toEqual([[], [], "no_match"]);
  });

  describe("the peer accepts and this library refuses", () => {
    const rows = disagreements.map((each) => [each.name, each.reason, each] as const);
    test.each(rows)("%s, because %s", (_name, _reason, { code, applies, examples }) => {
      for (const sent of examples) {
        expect([accepts(sent, SECRET), ourCode(sent, SECRET), applies(sent)]).toEqual([true, code, true]);
      }
      expect(applies(sentBy(peer))).toBe(false);
    });
  });

  test(`of ${RUNS} copied secrets, each that both take is the same key, and this library refuses only what is empty or not base64`, () => {
    fc.assert(
      fc.property(copiedSecrets, (secret) => {
        const signed = { id: "msg_1", seconds: NOW_SECONDS, body: Buffer.from("{}") };
        const refusal = errorCodeOf(() => peer.ourHeaders(signed, secret));
        const key = secret.startsWith("whsec_") ? secret.slice("whsec_".length) : secret;
        const isBase64 = key !== "" && Buffer.from(key, "base64").toString("base64") === key;
        const isSameKey = isBase64 && ourCode(sentBy(peer, {}, secret), secret) === "accepted";
        expect([refusal === undefined, isSameKey]).toEqual([isBase64, isBase64]);
      }),
      { numRuns: RUNS },
    );
  });

  test.each(["whsec_YWJjZA", "whsec_YWJjZA=", "whsec_YWJjZB==", "whsec_YWJj\n"])(
    "the peer takes the damaged copy %j as a key, and this library refuses it",
    (secret) => {
      expect(() => sentBy(peer, {}, secret)).not.toThrow();
      expect(errorCodeOf(() => ourCode(sentBy(peer), secret))).toBe("secret_not_base64");
    },
  );

  test("the one thing that only this library accepts is a tab around the signature, which HTTP drops anyway", () => {
    const padded = sentBy(peer, { signatures: (right) => `\t${right}\t` });
    expect([accepts(padded, SECRET), ourCode(padded, SECRET)]).toEqual([false, "accepted"]);
  });
}
