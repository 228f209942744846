import { createSigner, createVerifier } from "countersign";
import type { Scheme } from "countersign";
import { honeybee, honeybeeSecret, schemes, standardWebhooks, zentact } from "countersign/schemes";
import { expect, test } from "vitest";
import { generateSecret } from "../../src/secrets/generate-secret.ts";

const url = "https://hooks.example.org/in";

/** Signs with the secret as a sender and verifies as a receiver. */
function isUsable(scheme: Scheme, secret: string): boolean {
  const keys = [{ secret }];
  const caller = { id: "a", organization: "b", apiKey: "k" };
  const body = "{}";
  const sender = { keys, publicUrl: url };
  const isNamed = scheme.caller !== undefined;
  const headers = createSigner(scheme, isNamed ? { ...sender, apiKey: "k" } : sender).sign({
    id: "m1",
    body,
  });
  const options = isNamed ? { callers: [{ ...caller, keys }] } : { keys };
  const verdict = createVerifier(scheme, { ...options, publicUrl: url }).verify({
    method: "POST",
    headers,
    body,
  });
  return verdict.ok;
}

test.each(Object.entries(schemes))("a secret made for %s signs and verifies", (_id, scheme) => {
  expect(isUsable(scheme, generateSecret(scheme))).toBe(true);
});

test("has the form of the scheme's own secrets, and 256 bits", () => {
  expect(generateSecret(standardWebhooks)).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(generateSecret(zentact)).toMatch(/^[0-9a-f]{64}$/);
  expect(generateSecret(honeybee)).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(generateSecret(honeybeeSecret)).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(generateSecret(honeybee, "hex")).toMatch(/^[0-9a-f]{64}$/);
});

test("is another each time", () => {
  const made = Array.from({ length: 100 }, () => generateSecret(honeybee));
  expect(new Set(made).size).toBe(100);
});
