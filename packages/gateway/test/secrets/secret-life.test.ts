import { expect, test } from "vitest";
import { isSafeToRetire, secretState } from "../../src/secrets/secret-life.ts";
import type { SecretFacts } from "../../src/secrets/secret-life.ts";

const now = Date.UTC(2026, 10, 22);
const HOUR_MS = 3_600_000;

const newer: SecretFacts = { position: 0, state: "active", notAfter: null, lastMatchedAt: now - 1 };
const older: SecretFacts = {
  position: 1,
  state: "retiring",
  notAfter: now + HOUR_MS,
  lastMatchedAt: now - 24 * HOUR_MS,
};

test("a secret is active without an end, retiring until it, ended from it on, and revoked for good", () => {
  expect(secretState(newer, now)).toBe("active");
  expect(secretState(older, now)).toBe("retiring");
  expect(secretState(older, now + HOUR_MS - 1)).toBe("retiring");
  expect(secretState(older, now + HOUR_MS)).toBe("ended");
  expect(secretState({ ...older, state: "revoked" }, now)).toBe("revoked");
});

test("a retiring secret is safe to retire once it was quiet for a day while a newer one matched", () => {
  expect(isSafeToRetire(older, [newer, older], now)).toBe(true);
  expect(isSafeToRetire({ ...older, lastMatchedAt: null }, [newer, older], now)).toBe(true);
});

test.each([
  ["it matched within a day", { ...older, lastMatchedAt: now - 24 * HOUR_MS + 1 }, newer],
  ["no newer one matched within a day", older, { ...newer, lastMatchedAt: now - 24 * HOUR_MS }],
  ["no newer one ever matched", older, { ...newer, lastMatchedAt: null }],
  ["the one that matched is older", { ...older, position: 0 }, { ...newer, position: 1 }],
  ["the one that matched is revoked", older, { ...newer, state: "revoked" as const }],
  ["it has no end", { ...older, state: "active" as const, notAfter: null }, newer],
])("it is not while %s", (_what, secret, other) => {
  expect(isSafeToRetire(secret, [other, secret], now)).toBe(false);
});
