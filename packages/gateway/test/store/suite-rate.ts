import { describe, expect, test } from "vitest";
import type { ClaimRequest } from "../../src/store/delivering.ts";
import { Scenario, START, organizationDocument } from "./scenario.ts";
import type { StoreHarness } from "./scenario.ts";

const TWO_A_SECOND = { rate: { count: 2, periodMs: 1000, burst: 3 } };

async function claimed(
  scenario: Scenario,
  now: number,
  change: Partial<ClaimRequest["wanted"][number]> = TWO_A_SECOND,
): Promise<number> {
  return (await scenario.claim(now, change)).claimed.length;
}

/** Rate: how many deliveries may be claimed in a time, whoever claims. */
export function rateSuite(harness: StoreHarness): void {
  describe("the rate of an endpoint", () => {
    test("lets a burst through and then as many as flow in", async () => {
      const scenario = await Scenario.start(harness);
      await scenario.acceptMany(10);
      expect(await claimed(scenario, START)).toBe(3);
      expect(await claimed(scenario, START + 499)).toBe(0);
      expect(await claimed(scenario, START + 500)).toBe(1);
      expect(await claimed(scenario, START + 1500)).toBe(2);
      expect(await claimed(scenario, START + 60_000)).toBe(3);
    });

    test("makes the endpoint due exactly when the next token is there", async () => {
      const scenario = await Scenario.start(harness);
      await scenario.acceptMany(10);
      await claimed(scenario, START);
      expect(await scenario.store.dueEndpoints(START + 1)).toEqual({ due: [], nextDueAt: START + 500 });
      expect((await scenario.store.dueEndpoints(START + 500)).due.length).toBe(1);
      const [state] = await scenario.store.endpointStates(START + 1);
      expect(state?.rateWaitsUntil).toBe(START + 500);
    });

    test("is one for all that claim, and is kept when the store is opened again", async () => {
      const scenario = await Scenario.start(harness);
      await scenario.acceptMany(10);
      const both = await Promise.all([claimed(scenario, START), claimed(scenario, START)]);
      expect(both[0] + both[1]).toBe(3);
      await scenario.reopen({ now: () => START });
      // What was under lease when the store closed is due again, and needs tokens like all else.
      expect(await claimed(scenario, START + 1)).toBe(0);
      expect(await claimed(scenario, START + 1000)).toBe(2);
    });

    test("holds over two hundred claims at odd times: never more than the burst and what flowed in", async () => {
      const scenario = await Scenario.start(harness);
      await scenario.acceptMany(60);
      const rate = { count: 7, periodMs: 1000, burst: 2 };
      let count = 0;
      let now = START;
      for (let index = 0; index < 200; index += 1) {
        now += (index * 37) % 53;
        count += await claimed(scenario, now, { rate, concurrency: 1000 });
        expect(count).toBeLessThanOrEqual(2 + ((now - START) * 7) / 1000 + 1e-3);
      }
      expect(count).toBeGreaterThanOrEqual(Math.floor(((now - START) * 7) / 1000));
    });

    test("ends at once where the endpoint's entry says so no more", async () => {
      const scenario = await Scenario.start(harness);
      await scenario.acceptMany(10);
      const slow = { rate: { count: 1, periodMs: 60_000, burst: 1 } };
      expect(await claimed(scenario, START, slow)).toBe(1);
      expect((await scenario.store.dueEndpoints(START)).due).toEqual([]);
      const [endpoint] = organizationDocument().endpoints;
      if (endpoint === undefined) throw new Error("no endpoint");
      await scenario.apply(organizationDocument({ endpoints: [{ ...endpoint, concurrency: 9 }] }));
      expect((await scenario.store.dueEndpoints(START)).due.length).toBe(1);
      expect(await claimed(scenario, START, {})).toBe(8);
    });

    test("is not held up for long by a clock that was far ahead", async () => {
      const scenario = await Scenario.start(harness);
      await scenario.acceptMany(10);
      await claimed(scenario, START + 86_400_000);
      expect((await scenario.store.dueEndpoints(START)).due.length).toBe(1);
      expect(await claimed(scenario, START)).toBe(0);
      expect(await claimed(scenario, START + 500)).toBe(1);
    });
  });
}
