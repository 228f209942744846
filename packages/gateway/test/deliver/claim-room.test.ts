import { describe, expect, test } from "vitest";
import { MAX_DELIVERIES_PER_CLAIM, claimRoom } from "../../src/deliver/claim-room.ts";

const limits = { maxAttempts: 256, maxBytes: 1000 };

describe("room for a claim", () => {
  test("is the free slots, up to a bound for one claim", () => {
    expect(claimRoom({ attempts: 250, unrecorded: 0, bytes: 0 }, limits, 1)).toBe(6);
    expect(claimRoom({ attempts: 0, unrecorded: 0, bytes: 0 }, limits, 1)).toBe(MAX_DELIVERIES_PER_CLAIM);
  });

  test("is nothing while all slots are taken", () => {
    expect(claimRoom({ attempts: 256, unrecorded: 0, bytes: 0 }, limits, 1)).toBe(0);
  });

  test("is bounded by the outcomes that wait for a slow store", () => {
    expect(claimRoom({ attempts: 100, unrecorded: 256, bytes: 0 }, limits, 1)).toBe(128);
    expect(claimRoom({ attempts: 100, unrecorded: 400, bytes: 0 }, limits, 1)).toBe(12);
    expect(claimRoom({ attempts: 0, unrecorded: 512, bytes: 0 }, limits, 1)).toBe(0);
  });

  test("shrinks with the bytes under way and with the usual size", () => {
    expect(claimRoom({ attempts: 1, unrecorded: 0, bytes: 400 }, limits, 100)).toBe(6);
    expect(claimRoom({ attempts: 1, unrecorded: 0, bytes: 999 }, limits, 100)).toBe(0);
    expect(claimRoom({ attempts: 1, unrecorded: 0, bytes: 5000 }, limits, 100)).toBe(0);
  });

  test("is one where nothing is under way, however large bodies are", () => {
    expect(claimRoom({ attempts: 0, unrecorded: 0, bytes: 0 }, limits, 1_000_000)).toBe(1);
  });

  test("does not depend on sizes that are not known yet", () => {
    expect(claimRoom({ attempts: 0, unrecorded: 0, bytes: 0 }, { maxAttempts: 8, maxBytes: 1000 }, 0)).toBe(
      8,
    );
  });
});
