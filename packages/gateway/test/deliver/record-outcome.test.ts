import { describe, expect, test } from "vitest";
import { recordOutcome } from "../../src/deliver/record-outcome.ts";
import { GatewayError } from "../../src/errors.ts";
import type { AttemptOutcome, RecordResult } from "../../src/store/delivering.ts";

const outcome: AttemptOutcome = {
  deliveryId: "dlv_1",
  organizationId: 1,
  token: 1,
  startedAt: 0,
  durationMs: 1,
  result: "delivered",
  next: { state: "delivered" },
};

/** A store that cannot commit for so many calls. */
function recovering(failures: number, error: Error = new GatewayError("store_unavailable", "down")) {
  const store = {
    calls: 0,
    record: (): Promise<RecordResult> => {
      store.calls += 1;
      return store.calls <= failures ? Promise.reject(error) : Promise.resolve({ isFenced: false });
    },
  };
  return store;
}

describe("recording", () => {
  test("asks the store again until it can commit", async () => {
    const store = recovering(2);
    const options = { store, now: () => 0, leaseUntil: 60_000, signal: new AbortController().signal };
    expect(await recordOutcome(outcome, options)).toEqual({ isFenced: false });
    expect(store.calls).toBe(3);
  });

  test("gives up when the lease would end before the next try", async () => {
    const store = recovering(9);
    const options = { store, now: () => 59_950, leaseUntil: 60_000, signal: new AbortController().signal };
    await expect(recordOutcome(outcome, options)).rejects.toMatchObject({ code: "store_unavailable" });
    expect(store.calls).toBe(1);
  });

  test("gives up when told to stop, after one more try", async () => {
    const store = recovering(9);
    const stopping = new AbortController();
    const recording = recordOutcome(outcome, {
      store,
      now: () => 0,
      leaseUntil: 60_000,
      signal: stopping.signal,
    });
    stopping.abort();
    await expect(recording).rejects.toMatchObject({ code: "store_unavailable" });
    expect(store.calls).toBeLessThanOrEqual(2);
  });

  test("does not repeat what the store refuses for good", async () => {
    const store = recovering(9, new GatewayError("delivery_unknown", "no such delivery"));
    const options = { store, now: () => 0, leaseUntil: 60_000, signal: new AbortController().signal };
    await expect(recordOutcome(outcome, options)).rejects.toMatchObject({ code: "delivery_unknown" });
    expect(store.calls).toBe(1);
  });
});
