import { describe, expect, test } from "vitest";
import { deliveryActions } from "../../src/store/deliveries/delivery-actions.ts";
import type { DeliveryAction } from "../../src/store/deliveries/delivery-actions.ts";
import type { DeliveryActionOutcome } from "../../src/store/deliveries/delivery-store.ts";
import type { DeliveryState } from "../../src/store/delivering.ts";
import { Scenario, START, configurationDocument, first } from "./scenario.ts";
import type { StoreHarness } from "./scenario.ts";

const actor = { kind: "api_key", name: "on call" } as const;
const states = ["pending", "in_flight", "delivered", "failed", "held", "cancelled"] as const;
const actions = Object.keys(deliveryActions) as readonly DeliveryAction[];

/** What may be done in which state, written down once more. */
const allowed: readonly (readonly [DeliveryAction, DeliveryState, DeliveryState])[] = [
  ["retry", "failed", "pending"],
  ["retry", "pending", "pending"],
  ["cancel", "pending", "cancelled"],
  ["cancel", "held", "cancelled"],
  ["skip", "failed", "cancelled"],
  ["release", "held", "pending"],
];

const refused = actions.flatMap((action) =>
  states
    .filter((state) => !allowed.some(([one, from]) => one === action && from === state))
    .map((state) => [action, state] as const),
);

export function deliveryActionsSuite(harness: StoreHarness): void {
  describe("acting on a delivery", () => {
    test.each(allowed)("%s makes one that is %s %s, noted in the audit log", async (action, state, to) => {
      const scenario = await startAt(harness);
      const deliveryId = await deliveryIn(scenario, state);
      const outcome = await act(scenario, deliveryId, action);
      expect(outcome).toMatchObject({ outcome: "done", delivery: { deliveryId, state: to } });
      const page = { afterPosition: 0, limit: 10 };
      const entries = await scenario.store.audit.list(scenario.organization.id, page);
      expect(entries.at(-1)).toMatchObject({
        action: `delivery.${action}`,
        resource: { kind: "delivery", name: deliveryId },
        facts: { endpoint: "ehr" },
      });
      expect(await scenario.store.countDeliveries()).toMatchObject({ [to]: 1 });
      expect(await deliveriesInAll(scenario)).toBe(state === "held" ? 2 : 1);
    });

    test.each(refused)("%s of one that is %s is refused and changes nothing", async (action, state) => {
      const scenario = await startAt(harness);
      const deliveryId = await deliveryIn(scenario, state);
      const before = await scenario.store.audit.checkpoint(scenario.organization.id);
      expect(await act(scenario, deliveryId, action)).toEqual({ outcome: "not_allowed" });
      const after = await scenario.store.deliveries.read(scenario.organization.id, deliveryId);
      expect(after?.state).toBe(state);
      expect(await scenario.store.audit.checkpoint(scenario.organization.id)).toEqual(before);
      expect(await deliveriesInAll(scenario)).toBe(state === "held" ? 2 : 1);
    });

    test("what was retried or released can be claimed at once, and whoever delivers is told", async () => {
      for (const [action, state] of [
        ["retry", "failed"],
        ["retry", "pending"],
        ["release", "held"],
      ] as const) {
        const scenario = await startAt(harness);
        const deliveryId = await deliveryIn(scenario, state);
        const told: number[] = [];
        scenario.store.onDeliveriesAdded((ids) => told.push(...ids));
        await act(scenario, deliveryId, action);
        expect(told).toEqual([scenario.endpoint.id]);
        expect((await scenario.store.dueEndpoints(START)).due).toHaveLength(1);
        const { claimed } = await scenario.claim(START);
        expect(claimed.map((delivery) => delivery.deliveryId)).toEqual([deliveryId]);
      }
    });

    test("a dead letter that is retried starts its schedule anew, and keeps what was tried", async () => {
      const scenario = await startAt(harness);
      const deliveryId = await deliveryIn(scenario, "failed");
      await act(scenario, deliveryId, "retry");
      const claimed = await scenario.claimOne(START);
      expect(claimed).toMatchObject({ deliveryId, attempt: 1, refusals: 0 });
      await scenario.record(claimed);
      const read = await scenario.store.deliveries.read(scenario.organization.id, deliveryId);
      expect(read?.tries.map(({ result }) => result)).toEqual(["refused", "delivered"]);
    });

    test("what was cancelled is claimed by nobody", async () => {
      const scenario = await startAt(harness);
      const deliveryId = await deliveryIn(scenario, "pending");
      await act(scenario, deliveryId, "cancel");
      expect((await scenario.claim(START + 1_000_000)).claimed).toEqual([]);
    });

    test("a skipped dead letter lets the next one with its ordering key go", async () => {
      const scenario = await startAt(harness);
      const [one, two] = await scenario.acceptMany(2, { orderingKey: "patient-1" });
      const claimed = await scenario.claimOne(START);
      await scenario.record(claimed, { next: { state: "failed" } });
      expect((await scenario.claim(START)).claimed).toEqual([]);
      expect(await act(scenario, claimed.deliveryId, "skip")).toMatchObject({ outcome: "done" });
      expect(claimed.event.eventId).toBe(one);
      expect((await scenario.claim(START)).claimed.map(({ event }) => event.eventId)).toEqual([two]);
    });

    test("one that waits behind another with its ordering key cannot be retried before its turn", async () => {
      const scenario = await startAt(harness);
      const [, two] = await scenario.acceptMany(2, { orderingKey: "patient-1" });
      const { deliveries } = await scenario.store.deliveries.list(
        scenario.organization.id,
        { eventId: two ?? "" },
        { limit: 1 },
      );
      expect(await act(scenario, first(deliveries).deliveryId, "retry")).toEqual({ outcome: "not_allowed" });
    });

    test("an id that was never given out is not found", async () => {
      const scenario = await startAt(harness);
      const deliveryId = await deliveryIn(scenario, "failed");
      const other = `dlv_${"0".repeat(10)}${deliveryId.slice(14)}`;
      expect(await act(scenario, other, "retry")).toEqual({ outcome: "not_found" });
      expect(await act(scenario, "dlv_x", "retry")).toEqual({ outcome: "not_found" });
    });
  });
}

function startAt(harness: StoreHarness): Promise<Scenario> {
  return Scenario.start(harness, configurationDocument(), { now: () => START });
}

function act(scenario: Scenario, deliveryId: string, action: DeliveryAction): Promise<DeliveryActionOutcome> {
  const { store, organization } = scenario;
  return store.deliveries.act(actor, { organizationId: organization.id, deliveryId, action });
}

async function deliveriesInAll({ store }: Scenario): Promise<number> {
  return Object.values(await store.countDeliveries()).reduce((sum, count) => sum + count, 0);
}

/** Brings one delivery into a state by what brings it there in life. */
async function deliveryIn(scenario: Scenario, state: DeliveryState): Promise<string> {
  const [eventId] = await scenario.acceptMany(1);
  if (state === "held") {
    await scenario.record(await scenario.claimOne(START));
    const dedupe = { kind: "event_id", key: `many-${START}-0` } as const;
    await scenario.store.accept(scenario.event({ dedupe, body: Buffer.from("other") }));
    const { deliveries } = await scenario.store.deliveries.list(
      scenario.organization.id,
      { state: "held" },
      { limit: 1 },
    );
    return first(deliveries).deliveryId;
  }
  const { deliveries } = await scenario.store.deliveries.list(
    scenario.organization.id,
    { eventId: eventId ?? "" },
    { limit: 1 },
  );
  const { deliveryId } = first(deliveries);
  if (state === "cancelled") await act(scenario, deliveryId, "cancel");
  if (state === "pending" || state === "cancelled") return deliveryId;
  const claimed = await scenario.claimOne(START);
  if (state === "delivered") await scenario.record(claimed);
  if (state === "failed") await scenario.record(claimed, { result: "refused", next: { state: "failed" } });
  return deliveryId;
}
