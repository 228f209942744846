import { describe, expect, test } from "vitest";
import { createSigner, createVerifier } from "../src/index.ts";
import { Judge } from "../src/judge.ts";
import { CallerIndex } from "../src/keys/caller-index.ts";
import type { HmacKey } from "../src/mac/hmac-key.ts";
import { MacProofCheck } from "../src/proof/mac-proof-check.ts";
import type { Claim } from "../src/proof/proof-check.ts";
import type { MacProof } from "../src/scheme.ts";
import { insightHealth } from "../src/schemes/insight-health.ts";
import { nabla } from "../src/schemes/nabla.ts";
import { zentact } from "../src/schemes/zentact.ts";
import { codeOf, NOW_MS } from "./support/scheme-cases.ts";

const keys = [{ secret: "a secret" }];
const MINUTE_MS = 60_000;

/** A real check that also counts what it is asked for. */
class CountingCheck extends MacProofCheck {
  readonly done = { prepared: 0, compared: 0 };
  override prepare(claim: Claim): void {
    this.done.prepared += 1;
    super.prepare(claim);
  }
  override isMatch(key: HmacKey, claim: Claim): boolean {
    this.done.compared += 1;
    return super.isMatch(key, claim);
  }
}

test("an API key that nobody has costs the same MAC as a caller's", () => {
  const headers = createSigner(insightHealth, { keys, apiKey: "mine" }).sign({ body: "{}" });
  const doneFor = (apiKey: string) => {
    const check = new CountingCheck(insightHealth, insightHealth.proof as MacProof, {
      keyEncoding: undefined,
      known: {},
    });
    const callers = [{ id: "a", organization: "o", apiKey: "mine", keys }];
    const judge = new Judge({
      scheme: insightHealth,
      check,
      keys: new CallerIndex(callers, (secret) => check.keyOf(secret)),
      toleranceMs: Infinity,
      now: () => 0,
    });
    const request = { headers: { ...headers, "X-API-Key": apiKey }, body: Buffer.from("{}") };
    return [codeOf(judge.judge({ ...request, method: "POST", url: "" })), check.done];
  };
  expect(doneFor("mine")).toEqual(["accepted", { prepared: 1, compared: 1 }]);
  expect(doneFor("nobody's")).toEqual(["unknown_caller", { prepared: 1, compared: 1 }]);
});

test("an API key must stand in the request, once", () => {
  const { "X-API-Key": apiKey = "", ...headers } = createSigner(insightHealth, { keys, apiKey: "mine" }).sign(
    {
      body: "{}",
    },
  );
  const callers = [{ id: "a", organization: "o", apiKey, keys }];
  const { verify } = createVerifier(insightHealth, { callers });
  expect(codeOf(verify({ headers, body: "{}" }))).toBe("missing_header");
  const repeated = { ...headers, "X-API-Key": [apiKey, apiKey] };
  expect(codeOf(verify({ headers: repeated, body: "{}" }))).toBe("repeated_header");
});

test("blanks around an API key are no part of it", () => {
  const headers = createSigner(insightHealth, { keys, apiKey: "mine" }).sign({ body: "{}" });
  const callers = [{ id: "a", organization: "o", apiKey: "mine", keys }];
  const verdict = createVerifier(insightHealth, { callers }).verify({
    headers: { ...headers, "X-API-Key": " mine\t" },
    body: "{}",
  });
  expect(verdict).toMatchObject({ ok: true, callerId: "a", organization: "o" });
});

describe("the clock is asked only where it matters", () => {
  const secret = "00".repeat(16);
  const readings = (key: { readonly notAfter?: number; readonly notBefore?: number }) => {
    const headers = createSigner(zentact, { keys: [{ secret }] }).sign({ body: "{}" });
    let count = 0;
    const now = () => (count += 1);
    createVerifier(zentact, { keys: [{ secret, ...key }], now }).verify({ headers, body: "{}" });
    return count;
  };

  test("not where neither a time is signed nor a key begins or ends", () => {
    expect(readings({})).toBe(0);
  });

  test("once where a key begins or ends", () => {
    expect([readings({ notAfter: NOW_MS }), readings({ notBefore: 0 })]).toEqual([1, 1]);
  });

  test("by a caller's keys too", () => {
    const body = "{}";
    const signed = createSigner(insightHealth, { keys, apiKey: "mine" }).sign({ body });
    const ending = [{ secret: "a secret", notAfter: NOW_MS }];
    const callers = [{ id: "a", organization: "o", apiKey: "mine", keys: ending }];
    const at = (nowMs: number) =>
      codeOf(createVerifier(insightHealth, { callers, now: () => nowMs }).verify({ headers: signed, body }));
    expect([at(NOW_MS - 1), at(NOW_MS)]).toEqual(["accepted", "no_match"]);
  });
});

test("the time is judged to the millisecond, both ways, and only of a good signature", () => {
  const headers = createSigner(nabla, { keys, now: () => NOW_MS }).sign({ body: "" });
  const at = (nowMs: number, secret = "a secret") =>
    codeOf(createVerifier(nabla, { keys: [{ secret }], now: () => nowMs }).verify({ headers, body: "" }));
  expect([MINUTE_MS, MINUTE_MS + 1].map((ageMs) => at(NOW_MS + ageMs))).toEqual(["accepted", "stale"]);
  expect([MINUTE_MS, MINUTE_MS + 1].map((leadMs) => at(NOW_MS - leadMs))).toEqual([
    "accepted",
    "from_the_future",
  ]);
  expect([at(NOW_MS + MINUTE_MS + 1, "another"), at(NOW_MS - MINUTE_MS - 1, "another")]).toEqual([
    "no_match",
    "no_match",
  ]);
});
