import { expect, test } from "vitest";
import { clockCheck, connectionCheck } from "../../../src/screens/settings/health-words.ts";

const health = {
  version: "0.1.0",
  startedAt: "2026-11-22T12:00:00.000Z",
  uptimeSeconds: 100,
  store: "ok",
  sources: 1,
  isReceivingHere: true,
} as const;
const NOW_MS = Date.parse(health.startedAt) + health.uptimeSeconds * 1000;

test.each([
  [0, "ok"],
  [30_000, "ok"],
  [-30_000, "ok"],
  [30_001, "warn"],
  [-30_001, "warn"],
] as const)("a browser whose clock is %i ms ahead of the gateway's is told %s", (ahead, state) => {
  expect(clockCheck(health, NOW_MS + ahead).state).toBe(state);
});

test("says which way the clock is off", () => {
  expect(clockCheck(health, NOW_MS + 90_000).says).toMatch(/^90 s behind/);
  expect(clockCheck(health, NOW_MS - 90_000).says).toMatch(/^90 s ahead/);
});

test.each([
  ["https:", "hooks.example.org", "ok"],
  ["http:", "127.0.0.1", "ok"],
  ["http:", "hooks.example.org", "warn"],
] as const)("a page at %s//%s is told %s", (protocol, hostname, state) => {
  expect(connectionCheck({ protocol, hostname }).state).toBe(state);
});
