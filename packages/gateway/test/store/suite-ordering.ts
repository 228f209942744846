import { describe, expect, test } from "vitest";
import type { AcceptedEvent } from "../../src/store/accepting.ts";
import type { ClaimedDelivery } from "../../src/store/delivering.ts";
import { LEASE_MS, Scenario, START, configurationDocument, endpointDocument } from "./scenario.ts";
import { first, organizationDocument } from "./scenario.ts";
import type { StoreHarness } from "./scenario.ts";

/** Accepts one event per key, in turn; its event type tells key and number, such as `a1`. */
async function acceptInOrder(scenario: Scenario, keys: string, change: Partial<AcceptedEvent> = {}) {
  const counts = new Map<string, number>();
  for (const key of keys) {
    const number = (counts.get(key) ?? 0) + 1;
    counts.set(key, number);
    const eventType = `${key}${number}`;
    const result = await scenario.store.accept(
      scenario.event({
        eventType,
        dedupe: { kind: "event_id", key: `${eventType}-${JSON.stringify(change.endpointIds ?? null)}` },
        ...(key !== "-" && { orderingKey: `patient ${key}` }),
        ...change,
      }),
    );
    if (result.outcome !== "accepted") throw new Error(result.outcome);
  }
}

function typesOf(claimed: readonly ClaimedDelivery[]): readonly string[] {
  return claimed.map(({ event }) => event.eventType);
}

/** Order by a key: one at a time, in commit order, and a dead letter holds those after it. */
export function orderingSuite(harness: StoreHarness): void {
  describe("deliveries with an ordering key", () => {
    test("are claimed one at a time and in order, those of other keys beside them", async () => {
      const scenario = await Scenario.start(harness);
      await acceptInOrder(scenario, "aab-a-b");
      const started = (await scenario.claim(START)).claimed;
      expect(typesOf(started)).toEqual(["a1", "b1", "-1", "-2"]);
      expect((await scenario.claim(START)).claimed).toEqual([]);
      const rounds: (readonly string[])[] = [];
      let open = started;
      while (open.length > 0) {
        for (const delivery of open) await scenario.record(delivery);
        expect((await scenario.store.dueEndpoints(START)).due.length).toBe(rounds.length < 2 ? 1 : 0);
        open = (await scenario.claim(START)).claimed;
        rounds.push(typesOf(open));
      }
      expect(rounds).toEqual([["a2", "b2"], ["a3"], []]);
    });

    test("wait while the one before them is tried again", async () => {
      const scenario = await Scenario.start(harness);
      await acceptInOrder(scenario, "aa");
      const [one] = (await scenario.claim(START)).claimed;
      if (one === undefined) throw new Error("nothing was claimed");
      await scenario.record(one, { next: { state: "pending", dueAt: START + 10, isRefusal: false } });
      expect((await scenario.claim(START + 9)).claimed).toEqual([]);
      const again = first((await scenario.claim(START + 10)).claimed);
      expect(again).toMatchObject({ deliveryId: one.deliveryId, attempt: 2 });
      expect((await scenario.claim(START + 10)).claimed).toEqual([]);
      await scenario.record(again);
      expect(typesOf((await scenario.claim(START + 10)).claimed)).toEqual(["a2"]);
    });

    test("wait behind a dead letter, and new ones as well, while other keys go on", async () => {
      const scenario = await Scenario.start(harness);
      await acceptInOrder(scenario, "aab");
      for (const delivery of (await scenario.claim(START)).claimed) {
        const isFirst = delivery.event.eventType === "a1";
        await scenario.record(delivery, { next: { state: isFirst ? "failed" : "delivered" } });
      }
      expect((await scenario.store.dueEndpoints(START)).due).toEqual([]);
      expect((await scenario.claim(START)).claimed).toEqual([]);
      const later = { dedupe: { kind: "event_id", key: "later" }, orderingKey: "patient a" } as const;
      await scenario.store.accept(scenario.event(later));
      expect((await scenario.store.dueEndpoints(START)).due).toEqual([]);
      await acceptInOrder(scenario, "c");
      expect(typesOf((await scenario.claim(START)).claimed)).toEqual(["c1"]);
      expect(await scenario.store.countDeliveries()).toMatchObject({ failed: 1 });
    });

    test("come after one whose lease ended, which is claimed again first", async () => {
      const scenario = await Scenario.start(harness);
      await acceptInOrder(scenario, "aaa");
      await scenario.claim(START);
      await scenario.store.expireLeases(START + LEASE_MS);
      expect(typesOf((await scenario.claim(START + LEASE_MS)).claimed)).toEqual(["a1"]);
      const later = START + 2 * LEASE_MS;
      await scenario.reopen({ now: () => later });
      await scenario.store.expireLeases(later);
      const again = (await scenario.claim(later)).claimed;
      expect(typesOf(again)).toEqual(["a1"]);
      await scenario.record(first(again));
      expect(typesOf((await scenario.claim(later)).claimed)).toEqual(["a2"]);
    });

    test("go before never-tried ones that came later, when their turn has come", async () => {
      const scenario = await Scenario.start(harness);
      await acceptInOrder(scenario, "aa");
      await scenario.record(await scenario.claimOne(START));
      await acceptInOrder(scenario, "---");
      expect(typesOf((await scenario.claim(START, { limit: 2 })).claimed)).toEqual(["a2", "-1"]);
    });

    test("keep their order for each endpoint by itself, with a key of its own where it has one", async () => {
      const endpoints = ["ehr", "lake"].map((name) => endpointDocument({ name }));
      const scenario = await Scenario.start(
        harness,
        configurationDocument(organizationDocument({ endpoints })),
      );
      const [ehr = -1, lake = -1] = scenario.organization.endpoints.map(({ id }) => id);
      for (const [index, patient] of ["x", "y", "x"].entries()) {
        const dedupe = { kind: "event_id", key: `${index}` } as const;
        const endpointOrderingKeys = new Map([
          [ehr, patient],
          [lake, "all"],
        ]);
        await scenario.store.accept(
          scenario.event({
            eventType: `${patient}${index}`,
            dedupe,
            endpointIds: [ehr, lake],
            endpointOrderingKeys,
          }),
        );
      }
      expect(typesOf((await scenario.claim(START, { endpointId: ehr })).claimed)).toEqual(["x0", "y1"]);
      const { claimed } = await scenario.claim(START, { endpointId: lake });
      expect(typesOf(claimed)).toEqual(["x0"]);
      await scenario.record(first(claimed));
      expect(typesOf((await scenario.claim(START, { endpointId: lake })).claimed)).toEqual(["y1"]);
      expect((await scenario.claim(START, { endpointId: ehr })).claimed).toEqual([]);
    });

    test("are accepted in order also within one batch", async () => {
      const scenario = await Scenario.start(harness);
      const events = Array.from({ length: 20 }, (_, index) =>
        scenario.event({
          eventType: `t${index}`,
          dedupe: { kind: "event_id", key: `${index}` },
          orderingKey: "one",
        }),
      );
      await Promise.all(events.map((event) => scenario.store.accept(event)));
      const seen: string[] = [];
      for (let index = 0; index < 20; index += 1) {
        const { claimed } = await scenario.claim(START);
        seen.push(...typesOf(claimed));
        for (const delivery of claimed) await scenario.record(delivery);
      }
      expect(seen).toEqual(events.map(({ eventType }) => eventType));
    });

    test("show no due time while they wait", async () => {
      const scenario = await Scenario.start(harness);
      await acceptInOrder(scenario, "aa");
      await scenario.record(await scenario.claimOne(START));
      const [, second] = await scenario.store.listEvents(scenario.organization.id, {
        afterPosition: 0,
        limit: 2,
      });
      const deliveries = await scenario.store.listDeliveries(scenario.organization.id, second?.eventId ?? "");
      expect(deliveries).toMatchObject([{ state: "pending" }]);
      expect(deliveries[0]).not.toHaveProperty("dueAt");
    });
  });
}
