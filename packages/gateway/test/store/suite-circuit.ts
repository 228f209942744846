import { describe, expect, test } from "vitest";
import type { CircuitSign } from "../../src/store/circuit.ts";
import type { ClaimedDelivery, RecordResult } from "../../src/store/delivering.ts";
import { LEASE_MS, Scenario, START, first, organizationDocument } from "./scenario.ts";
import type { StoreHarness } from "./scenario.ts";

const PAUSE_MS = 30_000;
const FAILS: CircuitSign = {
  kind: "fails",
  opensAfter: 3,
  pauseMs: PAUSE_MS,
  maxPauseMs: 100_000,
  jitter: 1,
};
const WORKS: CircuitSign = { kind: "works" };

function fail(scenario: Scenario, delivery: ClaimedDelivery, now: number): Promise<RecordResult> {
  return scenario.record(delivery, {
    startedAt: now,
    durationMs: 0,
    result: "connection_refused",
    next: { state: "pending", dueAt: now + 1, isRefusal: false },
    circuit: FAILS,
  });
}

/** A scenario whose endpoint has failed three times in a row at START, with seven deliveries that were never tried. */
async function withOpenCircuit(harness: StoreHarness): Promise<Scenario> {
  const scenario = await Scenario.start(harness);
  await scenario.acceptMany(10);
  const { claimed } = await scenario.claim(START, { limit: 3 });
  for (const delivery of claimed) await fail(scenario, delivery, START);
  return scenario;
}

/** Circuit: an endpoint that keeps failing is left alone for a while. */
export function circuitSuite(harness: StoreHarness): void {
  describe("the circuit of an endpoint", () => {
    test("opens with the failure that is one too many, and tells so once", async () => {
      const scenario = await Scenario.start(harness);
      await scenario.acceptMany(10);
      const { claimed } = await scenario.claim(START, { limit: 4 });
      const results: (string | undefined)[] = [];
      for (const delivery of claimed) {
        results.push((await fail(scenario, delivery, START)).circuit?.kind);
      }
      expect(results).toEqual([undefined, undefined, "opened", undefined]);
      expect((await scenario.claim(START + PAUSE_MS - 1)).claimed).toEqual([]);
      expect(await scenario.store.dueEndpoints(START + PAUSE_MS - 1)).toEqual({
        due: [],
        nextDueAt: START + PAUSE_MS,
      });
      expect(await scenario.store.endpointStates(START)).toMatchObject([
        { circuit: "open", circuitOpenUntil: START + PAUSE_MS, consecutiveFailures: 4 },
      ]);
    });

    test("stays closed while failures are not in a row, or tell nothing of the endpoint", async () => {
      const scenario = await Scenario.start(harness);
      await scenario.acceptMany(10);
      const { claimed } = await scenario.claim(START);
      for (const [index, delivery] of claimed.entries()) {
        if (index % 3 === 2) await scenario.record(delivery, { circuit: WORKS });
        else await fail(scenario, delivery, START);
      }
      const again = (await scenario.claim(START + 1)).claimed;
      expect(again.length).toBe(7);
      for (const delivery of again) {
        await scenario.record(delivery, {
          result: "interrupted",
          next: { state: "pending", dueAt: START + 2, isRefusal: false },
        });
      }
      expect(await scenario.store.endpointStates(START)).toMatchObject([{ circuit: "closed" }]);
    });

    test("is tried with one delivery at a time after the pause", async () => {
      const scenario = await withOpenCircuit(harness);
      const now = START + PAUSE_MS;
      expect(await scenario.store.endpointStates(now)).toMatchObject([{ circuit: "half_open" }]);
      expect((await scenario.store.dueEndpoints(now)).due.length).toBe(1);
      expect((await scenario.claim(now)).claimed.length).toBe(1);
      expect((await scenario.claim(now)).claimed).toEqual([]);
      expect((await scenario.store.dueEndpoints(now)).due).toEqual([]);
    });

    test("closes with the first success, and everything may go", async () => {
      const scenario = await withOpenCircuit(harness);
      const now = START + PAUSE_MS;
      const trial = first((await scenario.claim(now)).claimed);
      const result = await scenario.record(trial, { startedAt: now, circuit: WORKS });
      expect(result.circuit).toEqual({ kind: "closed", failures: 3, pauseMs: 0 });
      expect(await scenario.store.endpointStates(now)).toMatchObject([
        { circuit: "closed", consecutiveFailures: 0 },
      ]);
      expect((await scenario.claim(now)).claimed.length).toBe(9);
    });

    test("pauses twice as long after each failed trial, up to the longest pause", async () => {
      const scenario = await withOpenCircuit(harness);
      let now = START;
      for (const pauseMs of [PAUSE_MS, 2 * PAUSE_MS, 100_000, 100_000]) {
        expect((await scenario.claim(now + pauseMs - 1)).claimed).toEqual([]);
        now += pauseMs;
        const trial = first((await scenario.claim(now)).claimed);
        expect((await fail(scenario, trial, now)).circuit?.kind).toBe("reopened");
      }
    });

    test("burns no try of what it holds back", async () => {
      const scenario = await withOpenCircuit(harness);
      for (let round = 0; round < 20; round += 1) await scenario.claim(START + round * 1000);
      const now = START + PAUSE_MS;
      await scenario.record(first((await scenario.claim(now)).claimed), { startedAt: now, circuit: WORKS });
      const { claimed } = await scenario.claim(now);
      expect(claimed.map(({ attempt }) => attempt)).toEqual([1, 1, 1, 1, 1, 1, 2, 2, 2]);
    });

    test("is not closed by an outcome that came too late", async () => {
      const scenario = await Scenario.start(harness);
      await scenario.acceptMany(4);
      const { claimed } = await scenario.claim(START);
      for (const delivery of claimed.slice(0, 3)) await fail(scenario, delivery, START);
      await scenario.store.expireLeases(START + LEASE_MS);
      const late = first(claimed.slice(3));
      expect(await scenario.record(late, { circuit: WORKS })).toEqual({ isFenced: true });
      expect(await scenario.store.endpointStates(START)).toMatchObject([{ circuit: "open" }]);
    });

    test("is as it was when the store is opened again, the trial that was under way included", async () => {
      const scenario = await withOpenCircuit(harness);
      const now = START + PAUSE_MS;
      await scenario.reopen();
      expect((await scenario.claim(now - 1)).claimed).toEqual([]);
      expect((await scenario.claim(now)).claimed.length).toBe(1);
      // By then the trial's lease has ended also where a gateway that starts may not void those of others.
      const later = now + LEASE_MS;
      await scenario.reopen({ now: () => later });
      await scenario.store.expireLeases(later);
      expect((await scenario.claim(later)).claimed.length).toBe(1);
    });

    test("is closed by a change of the endpoint's entry, which may be the remedy", async () => {
      const scenario = await withOpenCircuit(harness);
      const [endpoint] = organizationDocument().endpoints;
      if (endpoint === undefined) throw new Error("no endpoint");
      await scenario.apply(
        organizationDocument({ endpoints: [{ ...endpoint, url: "https://new.example/" }] }),
      );
      expect(await scenario.store.endpointStates(START)).toMatchObject([{ circuit: "closed" }]);
      expect((await scenario.claim(START)).claimed.length).toBe(7);
    });

    test("is over when the clock turns out to have been far ahead", async () => {
      const scenario = await Scenario.start(harness);
      await scenario.acceptMany(10);
      const { claimed } = await scenario.claim(START, { limit: 3 });
      for (const delivery of claimed) await fail(scenario, delivery, START + 86_400_000);
      expect((await scenario.store.dueEndpoints(START)).due.length).toBe(1);
      expect((await scenario.claim(START)).claimed.length).toBe(1);
    });
  });

  describe("the states of endpoints", () => {
    test("tell how many deliveries wait and since when", async () => {
      const scenario = await Scenario.start(harness);
      await scenario.acceptMany(1, { receivedAt: START - 5000 });
      await scenario.acceptMany(2);
      await scenario.store.accept(
        scenario.event({ dedupe: { kind: "event_id", key: `many-${START}-0` }, body: Buffer.from("other") }),
      );
      const states = (): Promise<readonly unknown[]> => scenario.store.endpointStates(START);
      expect(await states()).toEqual([
        {
          organizationId: scenario.organization.id,
          organizationName: "northside",
          endpointId: scenario.endpoint.id,
          endpointName: "ehr",
          isEnabled: true,
          pending: 3,
          inFlight: 0,
          failed: 0,
          held: 1,
          circuit: "closed",
          consecutiveFailures: 0,
          oldestPendingAt: START - 5000,
        },
      ]);
      const oldest = await scenario.claimOne(START);
      expect(await states()).toMatchObject([{ pending: 2, inFlight: 1, oldestPendingAt: START }]);
      await scenario.record(oldest, { next: { state: "pending", dueAt: START + 9, isRefusal: false } });
      expect(await states()).toMatchObject([{ oldestPendingAt: START - 5000 }]);
      const { claimed } = await scenario.claim(START + 9);
      for (const delivery of claimed) await scenario.record(delivery, { next: { state: "failed" } });
      const [state] = await scenario.store.endpointStates(START);
      expect(state).toMatchObject({ pending: 0, failed: 3 });
      expect(state).not.toHaveProperty("oldestPendingAt");
    });

    test("are told of one organization only, where one is asked for", async () => {
      const scenario = await Scenario.start(harness);
      expect(await scenario.store.endpointStates(START, scenario.organization.id + 1)).toEqual([]);
      expect((await scenario.store.endpointStates(START, scenario.organization.id)).length).toBe(1);
    });
  });
}
