import { describe, expect, test } from "vitest";
import { Aging, DAY_MS, actor, reason } from "./aging.ts";
import { START, first } from "./scenario.ts";
import type { StoreHarness } from "./scenario.ts";

function erase(aging: Aging, eventId: string): Promise<string> {
  const asked = { organizationId: aging.organizationId, eventId, reason };
  return aging.scenario.store.retention.erasePayload(actor, asked);
}

export function erasingSuite(harness: StoreHarness): void {
  describe("the erasure of one event", () => {
    test("deletes its payload and its answers, and leaves those that were committed with it", async () => {
      const aging = await Aging.start(harness);
      const { scenario, organizationId } = aging;
      const bodies = ["one", "two", "three"];
      const ids = await Promise.all(bodies.map((key) => aging.accept(key, { body: Buffer.from(key) })));
      const { claimed } = await scenario.claim(aging.now);
      // One commit, so that the answers share a blob too.
      await Promise.all(
        claimed.map((delivery) =>
          scenario.record(delivery, { responseExcerpt: Buffer.from(delivery.event.body) }),
        ),
      );
      const [one = "", two = "", three = ""] = ids;
      expect(await erase(aging, two)).toBe("erased");
      expect(await erase(aging, two)).toBe("payload_purged");
      await scenario.reopen({ now: () => aging.now });
      expect(await aging.payloadsOf(ids)).toEqual(["there", "payload_purged", "there"]);
      const answers = await Promise.all(
        ids.map(async (eventId) => {
          const [delivery] = await scenario.store.listDeliveries(organizationId, eventId);
          return Buffer.from(first(delivery?.attempts ?? []).responseExcerpt ?? []).toString();
        }),
      );
      expect(answers).toEqual(["one", "", "three"]);
      const read = await Promise.all([one, three].map((id) => scenario.store.readEvent(organizationId, id)));
      expect(read.map((event) => Buffer.from(event?.body ?? []).toString())).toEqual(["one", "three"]);
      expect(await aging.auditedActions()).toEqual([["event.erase", two, undefined]]);
    });

    test("is refused while a delivery is open, while it is held, and of what does not exist", async () => {
      const aging = await Aging.start(harness);
      const eventId = await aging.accept("a");
      expect(await erase(aging, eventId)).toBe("deliveries_open");
      await aging.deliverAll();
      const { retention } = aging.scenario.store;
      const scope = { kind: "event", eventId } as const;
      await retention.placeHold(actor, { organizationId: aging.organizationId, scope, reason });
      expect(await erase(aging, eventId)).toBe("held");
      expect(await aging.payloadOf(eventId)).toBe("there");
      expect(await erase(aging, "evt_00000000000000000001")).toBe("not_found");
    });
  });

  describe("the shredding of a week", () => {
    test("makes its payloads unreadable and leaves those of other weeks", async () => {
      const aging = await Aging.start(harness);
      const lastWeek = await aging.accept("a");
      await aging.deliverAll();
      aging.now += 7 * DAY_MS;
      const thisWeek = await aging.accept("b");
      await aging.deliverAll();
      const { retention } = aging.scenario.store;
      const asked = { organizationId: aging.organizationId, week: START, reason };
      expect(await retention.shredWeek(actor, asked)).toBe("shredded");
      expect(await retention.shredWeek(actor, asked)).toBe("not_found");
      expect(await aging.payloadsOf([lastWeek, thisWeek])).toEqual(["payload_purged", "there"]);
      expect(await retention.listKeyWeeks(aging.organizationId)).toEqual([
        { startsAt: Date.UTC(2026, 10, 9), keys: 1 },
        { startsAt: Date.UTC(2026, 10, 2), keys: 1, destroyedAt: aging.now },
      ]);
      expect(await aging.auditedActions()).toEqual([
        ["key_week.shred", "2026-11-02", undefined],
        ["retention.purge", "payloads", 1],
        ["retention.purge", "responses", 1],
      ]);
    });

    test("of the present week lets new events in, and makes open deliveries dead letters", async () => {
      const aging = await Aging.start(harness);
      const { scenario } = aging;
      const before = await aging.accept("before");
      const asked = { organizationId: aging.organizationId, week: aging.now, reason };
      expect(await scenario.store.retention.shredWeek(actor, asked)).toBe("shredded");
      const after = await aging.accept("after");
      await aging.deliverAll();
      expect(await scenario.stateOf(before)).toBe("failed");
      expect(await scenario.stateOf(after)).toBe("delivered");
      await scenario.reopen({ now: () => aging.now });
      expect(await aging.payloadsOf([before, after])).toEqual(["payload_purged", "there"]);
    });

    test("also destroys what was rewritten in a later week", async () => {
      const aging = await Aging.start(harness);
      const ids = await Promise.all(["a", "b"].map((key) => aging.accept(key)));
      await aging.deliverAll();
      aging.now += 21 * DAY_MS;
      const { retention } = aging.scenario.store;
      const { organizationId } = aging;
      await retention.erasePayload(actor, { organizationId, eventId: ids[0] ?? "", reason });
      expect(await aging.payloadsOf(ids)).toEqual(["payload_purged", "there"]);
      expect(await retention.shredWeek(actor, { organizationId, week: START, reason })).toBe("shredded");
      expect(await aging.payloadsOf(ids)).toEqual(["payload_purged", "payload_purged"]);
    });

    test("is refused while the organization has a hold", async () => {
      const aging = await Aging.start(harness);
      const eventId = await aging.accept("a");
      const { organizationId } = aging;
      const { retention } = aging.scenario.store;
      await retention.placeHold(actor, { organizationId, scope: { kind: "event", eventId }, reason });
      expect(await retention.shredWeek(actor, { organizationId, week: START, reason })).toBe("held");
      expect(await aging.payloadOf(eventId)).toBe("there");
    });
  });
}
