import { expect, test } from "vitest";
import { rotateSecrets } from "../../src/secrets/rotate-secrets.ts";

const now = Date.UTC(2026, 10, 22, 10, 32, 7);
const HOUR_MS = 3_600_000;

test("puts the new secret first and ends the older ones after the overlap", () => {
  const secrets = [
    { name: "b", value: "b" },
    { name: "a", value: "a", notAfter: now + 99 * HOUR_MS },
  ];
  expect(rotateSecrets(secrets, { value: "new", now, overlapMs: 24 * HOUR_MS })).toEqual([
    { name: "2026-11-22-103207", value: "new" },
    { name: "b", value: "b", notAfter: now + 24 * HOUR_MS },
    { name: "a", value: "a", notAfter: now + 24 * HOUR_MS },
  ]);
});

test("never lengthens the life of a secret that ends sooner", () => {
  const secrets = [{ name: "a", value: "a", notAfter: now + 1 }];
  expect(rotateSecrets(secrets, { value: "new", now, overlapMs: HOUR_MS })[1]).toEqual(secrets[0]);
});

test.each([
  ["has ended", { name: "a", value: "a", notAfter: now }, HOUR_MS],
  ["would begin after the overlap", { name: "a", value: "a", notBefore: now + HOUR_MS }, HOUR_MS],
  ["is left no overlap", { name: "a", value: "a" }, 0],
])("leaves out one that %s", (_what, secret, overlapMs) => {
  expect(rotateSecrets([secret], { value: "new", now, overlapMs })).toHaveLength(1);
});

test("finds a free name for each rotation of one second", () => {
  let secrets = rotateSecrets([], { value: "1", now, overlapMs: HOUR_MS });
  secrets = rotateSecrets(secrets, { value: "2", now, overlapMs: HOUR_MS });
  secrets = rotateSecrets(secrets, { value: "3", now, overlapMs: HOUR_MS });
  expect(secrets.map(({ name }) => name)).toEqual([
    "2026-11-22-103207-3",
    "2026-11-22-103207-2",
    "2026-11-22-103207",
  ]);
});
