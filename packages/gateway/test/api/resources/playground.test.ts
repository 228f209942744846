import { createClient } from "@countersign/contract/client";
import type { Client } from "@countersign/contract/client";
import type { Role } from "@countersign/contract";
import { createVerifier } from "countersign";
import { honeybee, insightHealth, nabla } from "countersign/schemes";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startApiWorld } from "../support/api-world.ts";
import type { ApiWorld } from "../support/api-world.ts";
import { problemOf } from "../support/problem-of.ts";

const SECRET = "a secret only for trying";
const AT = "2026-11-02T10:00:00.000Z";
const BODY = '﻿{"id":"e-1","type":"note.created"}\r\n';
const URL_SIGNED = "https://hooks.example.org/in?a=1&b=2";

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

const clientOf = (role: Role): Client => createClient({ url: world.url, apiKey: world.north[role] });
const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString("base64");
const withNabla = { scheme: "nabla", secrets: [{ value: SECRET }], bodyBase64: base64(BODY), at: AT };

const record = (headers: readonly { readonly name: string; readonly value: string }[]) =>
  Object.fromEntries(headers.map(({ name, value }) => [name, value]));

test("signs as the sender would, so that the library accepts it", async () => {
  const { headers } = await clientOf("operator").call("signInPlayground", { body: withNabla });
  const verifier = createVerifier(nabla, { keys: [{ secret: SECRET }], now: () => Date.parse(AT) });
  expect(verifier.verify({ headers: record(headers), body: BODY }).ok).toBe(true);
});

test("shows each piece of what is signed, with every byte", async () => {
  const { content } = await clientOf("admin").call("signInPlayground", { body: withNabla });
  expect(content?.parts.map(({ part, text }) => [part, text])).toEqual([
    ["timestamp", AT],
    ["body", BODY],
  ]);
  expect(content?.text).toBe(AT + BODY);
  const bytes = Uint8Array.of(0xff, 0x00);
  const raw = await clientOf("admin").call("signInPlayground", {
    body: { ...withNabla, bodyBase64: base64(bytes) },
  });
  expect(raw.content?.parts[1]).toEqual({ part: "body", bytes: 2, text: null, base64: "/wA=" });
});

test("shows an escaped content as it is signed", async () => {
  const body = {
    scheme: honeybee.id,
    secrets: [{ value: SECRET }],
    publicUrl: URL_SIGNED,
    bodyBase64: base64("a b"),
  };
  const { content } = await clientOf("clinical").call("signInPlayground", { body });
  expect(content?.isEscaped).toBe(true);
  expect(content?.text).toContain("hooks.example.org%2Fin%3Fa%3D1%26b%3D2");
});

test("verifies step by step, and names what the scheme reads of an accepted request", async () => {
  const client = clientOf("clinical");
  const { headers } = await client.call("signInPlayground", { body: withNabla });
  const accepted = await client.call("verifyInPlayground", {
    body: { ...withNabla, headers, bodyBase64: base64(BODY) },
  });
  expect(accepted.verdict.ok).toBe(true);
  expect(accepted.steps.every(({ isRight }) => isRight)).toBe(true);
  const plain = '{"id":"e-1","type":"note.created"}';
  const signed = await client.call("signInPlayground", { body: { ...withNabla, bodyBase64: base64(plain) } });
  const verified = await client.call("verifyInPlayground", {
    body: { ...withNabla, headers: signed.headers, bodyBase64: base64(plain) },
  });
  expect(verified.event).toEqual({ id: "e-1", type: "note.created" });
  const refused = await client.call("verifyInPlayground", {
    body: { ...withNabla, headers, bodyBase64: base64(`${BODY} `) },
  });
  expect([refused.verdict, refused.event]).toEqual([expect.objectContaining({ code: "no_match" }), null]);
});

test("a scheme whose API key names the caller is tried with that key", async () => {
  const body = {
    scheme: insightHealth.id,
    secrets: [{ id: "mine", value: SECRET }],
    apiKey: "the caller's key",
    bodyBase64: base64("{}"),
  };
  const client = clientOf("admin");
  const { headers } = await client.call("signInPlayground", { body });
  const verified = await client.call("verifyInPlayground", { body: { ...body, headers } });
  expect(verified.verdict.ok).toBe(true);
  expect(verified.steps).toContainEqual(expect.objectContaining({ step: "key", keyId: "mine" }));
});

test("explains a refusal", async () => {
  const client = clientOf("operator");
  const { headers } = await client.call("signInPlayground", { body: withNabla });
  const trimmed = base64(BODY.trimEnd());
  const explained = await client.call("explainInPlayground", {
    body: { ...withNabla, headers, bodyBase64: trimmed },
  });
  expect(explained.findings[0]?.certainty).toBe("proved");
});

test("takes a scheme that is written out, also one with the id of a built-in one", async () => {
  const changed = { ...nabla, name: "Changed" };
  const client = clientOf("operator");
  const { headers } = await client.call("signInPlayground", { body: { ...withNabla, scheme: changed } });
  expect(Object.keys(record(headers)).length).toBeGreaterThan(1);
  const problem = await problemOf(
    client.call("signInPlayground", { body: { ...withNabla, scheme: { ...nabla, proof: {} } } }),
  );
  expect(problem.code).toBe("request_invalid");
  expect(problem.problem.problems?.[0]?.pointer).toMatch(/^\/scheme\/proof/);
});

test("says what the library wants where it cannot work with what was sent, and repeats no value", async () => {
  const client = clientOf("operator");
  const { publicUrl: _missing, ...withoutUrl } = { ...withNabla, scheme: honeybee.id, publicUrl: URL_SIGNED };
  for (const body of [
    withoutUrl,
    { ...withNabla, scheme: "zentact", keyEncoding: "hex" as const },
    { ...withNabla, scheme: "unknown" },
    { ...withNabla, secrets: [{ value: SECRET, notAfter: "2020-01-01T00:00:00Z" }] },
  ]) {
    const problem = await problemOf(client.call("signInPlayground", { body }));
    expect(problem.code).toBe("request_invalid");
    expect(JSON.stringify(problem.problem)).not.toContain(SECRET);
  }
});

test("takes neither a larger body nor more secrets than it says", async () => {
  const client = clientOf("operator");
  const large = base64(Buffer.alloc(256 * 1024 + 3));
  const many = Array.from({ length: 9 }, (_, index) => ({ value: `secret ${index}` }));
  for (const body of [
    { ...withNabla, bodyBase64: large },
    { ...withNabla, secrets: many },
  ]) {
    expect((await problemOf(client.call("signInPlayground", { body }))).code).toBe("request_invalid");
  }
});

test("leaves nothing behind: no audit entry, no log line with any of it", async () => {
  const client = clientOf("admin");
  const before = await client.call("listAuditEntries", { query: {} });
  await client.call("signInPlayground", { body: withNabla });
  const after = await client.call("listAuditEntries", { query: {} });
  expect(after.items.length).toBe(before.items.length);
  expect(JSON.stringify(world.running.lines)).not.toContain(SECRET);
});
