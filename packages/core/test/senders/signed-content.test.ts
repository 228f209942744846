import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createSigner, createVerifier } from "../../src/index.ts";
import { honeybee, honeybeeSecret, insightHealth, nabla, suki, zentact } from "../../src/schemes/index.ts";
import { bodyOf, readVectors } from "../../../../vectors/read-vectors.ts";
import { isTrueOfVector, vectorOf } from "./named-vectors.ts";

const YEARS_MS = 10 * 365 * 24 * 60 * 60 * 1000;
const SECRET = "00112233445566778899aabbccddeeff";
const keys = [{ secret: SECRET }];

test("bytes may move from Nabla's time into the body under one signature, and are refused there", () => {
  const time = "2024-07-15T12:47:34.730Z";
  const signature = createHmac("sha256", SECRET).update(`${time}{}`).digest("hex");
  const verifier = createVerifier(nabla, { keys, now: () => Date.parse(time) });
  const codeAt = (end: number): string => {
    const headers = {
      "x-nabla-webhook-timestamp": time.slice(0, end),
      "x-nabla-webhook-signature": signature,
    };
    const verdict = verifier.verify({ headers, body: `${time.slice(end)}{}` });
    return verdict.ok ? "accepted" : verdict.code;
  };
  expect(codeAt(time.length)).toBe("accepted");
  for (const end of ["2024-07-15".length, "2024-07-15T12:47".length, time.length - 1]) {
    expect(codeAt(end)).toBe("malformed_timestamp");
  }
});

test("bytes may move from Honeybee's URL into the body under one signature, and the configured URL decides", () => {
  const publicUrl = "https://hooks.example.com/hb";
  const headers = createSigner(honeybee, { keys, publicUrl }).sign({ body: "/2{}" });
  expect(createSigner(honeybee, { keys, publicUrl: `${publicUrl}/2` }).sign({ body: "{}" })).toEqual(headers);
  const verifier = createVerifier(honeybee, { keys, publicUrl });
  expect(verifier.verify({ headers, body: "/2{}" }).ok).toBe(true);
  expect(verifier.verify({ url: `${publicUrl}/2`, headers, body: "{}" }).ok).toBe(false);
});

describe("a captured request of Insight, Honeybee or Zentact verifies for ever", () => {
  test.each([
    { scheme: insightHealth, options: { callers: [{ id: "a", organization: "o", apiKey: "k", keys }] } },
    { scheme: honeybee, options: { keys, publicUrl: "https://hooks.example.com/hb" } },
    { scheme: zentact, options: { keys } },
  ])("$scheme.name", ({ scheme, options }) => {
    const { callers: _callers, ...own } = { callers: undefined, ...options };
    const signer = createSigner(scheme, {
      ...own,
      keys,
      ...(scheme.caller !== undefined && { apiKey: "k" }),
      now: () => 0,
    });
    const headers = signer.sign({ body: "{}" });
    expect(
      createVerifier(scheme, { ...options, now: () => YEARS_MS }).verify({ headers, body: "{}" }).ok,
    ).toBe(true);
  });
});

test("Suki's signed time is judged, not only signed", () => {
  const vector = vectorOf("suki/generated-at-13-digits-2001");
  const codeUnder = (nowMs: number): string => {
    const verifier = createVerifier(suki, { keys: [{ secret: vector.secrets[0] ?? "" }], now: () => nowMs });
    const verdict = verifier.verify({ headers: vector.headers, body: bodyOf(vector) });
    return verdict.ok ? "accepted" : verdict.code;
  };
  const signedAtMs = vector.nowMs ?? 0;
  expect(codeUnder(signedAtMs)).toBe("accepted");
  expect(codeUnder(signedAtMs + YEARS_MS)).toBe("stale");
  expect(codeUnder(signedAtMs - YEARS_MS)).toBe("from_the_future");
});

test("Insight's API key is not signed: who shares a signing key can speak as the other", () => {
  const [first, second] = ["first", "second"].map((id) => ({ id, organization: id, apiKey: id, keys }));
  if (first === undefined || second === undefined) throw new Error("two callers are needed");
  const headers = createSigner(insightHealth, { apiKey: "first", keys }).sign({ body: "{}" });
  const asSecond = { headers: { ...headers, "X-API-Key": "second" }, body: "{}" };
  const sharing = createVerifier(insightHealth, { callers: [first, second] }).verify(asSecond);
  expect(sharing).toMatchObject({ ok: true, organization: "second" });
  const apart = { ...second, keys: [{ secret: "a key of its own" }] };
  expect(createVerifier(insightHealth, { callers: [first, apart] }).verify(asSecond)).toMatchObject({
    code: "no_match",
  });
});

test("Honeybee's secret header is right with any body", () => {
  const verifier = createVerifier(honeybeeSecret, { keys });
  for (const body of ["{}", '{"event_type":"forged"}', ""]) {
    expect(verifier.verify({ headers: { "X-Honeybee-Secret": SECRET }, body }).ok).toBe(true);
  }
});

test("an escape of bytes in JavaScript agrees with Ruby on every vector", () => {
  const computed = readVectors("vendors.json")
    .filter(({ vendor, profile }) => vendor === "honeybee" && profile === undefined)
    .map(({ vendor, name }) => `${vendor}/${name}`);
  expect(computed).not.toEqual([]);
  for (const alsoBy of ["ruby", "node:cgi-bytes"]) {
    expect(computed.filter((id) => !isTrueOfVector({ id, alsoBy }))).toEqual([]);
  }
});
