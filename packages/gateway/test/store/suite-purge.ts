import { describe, expect, test } from "vitest";
import { Aging, DAY_MS, HOUR_MS, actor, reason, retentionPolicy } from "./aging.ts";
import { START, configurationDocument, first, organizationDocument, sourceDocument } from "./scenario.ts";
import type { StoreHarness } from "./scenario.ts";

export function purgeSuite(harness: StoreHarness): void {
  describe("a purge of payloads", () => {
    test("deletes what is older than the retention, to the millisecond, and keeps the event", async () => {
      const aging = await Aging.start(harness);
      const old = await aging.accept("old");
      aging.now += 1;
      const young = await aging.accept("young");
      await aging.deliverAll();
      aging.now = START + 30 * DAY_MS;
      expect((await aging.purge()).purged).toEqual([]);
      aging.now += 1;
      const { purged, isFlushed } = await aging.purge();
      expect(purged.map(({ what, items }) => [what, items])).toEqual([["payloads", 1]]);
      expect(isFlushed).toBe(true);
      expect(await aging.payloadsOf([old, young])).toEqual(["payload_purged", "there"]);
      const detail = await aging.scenario.store.events.read(aging.organizationId, old);
      expect(detail).toMatchObject({ payloadPurgedAt: aging.now, eventType: "note.created" });
      expect(await aging.scenario.stateOf(old)).toBe("delivered");
    });

    test("deletes what receivers answered, and keeps the attempts", async () => {
      const aging = await Aging.start(harness);
      const eventId = await aging.accept("a");
      await aging.deliverAll();
      aging.now += 31 * DAY_MS;
      const { purged } = await aging.purge();
      expect(purged.map(({ what, items }) => [what, items])).toEqual([
        ["payloads", 1],
        ["responses", 1],
      ]);
      const [delivery] = await aging.scenario.store.listDeliveries(aging.organizationId, eventId);
      expect(first(delivery?.attempts ?? [])).toMatchObject({ result: "delivered", status: 200 });
      expect(first(delivery?.attempts ?? [])).not.toHaveProperty("responseExcerpt");
    });

    test("writes what it deleted into the audit log, one entry for each kind", async () => {
      const aging = await Aging.start(harness);
      for (const key of ["a", "b", "c"]) await aging.accept(key);
      await aging.deliverAll();
      aging.now += 31 * DAY_MS;
      await aging.purge();
      await aging.purge();
      expect(await aging.auditedActions()).toEqual([
        ["retention.purge", "payloads", 3],
        ["retention.purge", "responses", 3],
      ]);
      expect(await aging.scenario.store.audit.verify(aging.organizationId)).toMatchObject({ isIntact: true });
    });

    test("tells what it deleted also where it was stopped in between", async () => {
      const aging = await Aging.start(harness);
      for (let index = 0; index < 120; index += 1) await aging.accept(`many-${index}`);
      await aging.deliverAll();
      await aging.deliverAll();
      aging.now += 31 * DAY_MS;
      const stopping = new AbortController();
      const rest = (): Promise<void> => {
        stopping.abort();
        return Promise.resolve();
      };
      const { purged } = await aging.scenario.store.retention.purge(retentionPolicy, {
        now: aging.now,
        rest,
        signal: stopping.signal,
      });
      expect(purged.map(({ what, items }) => [what, items])).toEqual([["payloads", 50]]);
      const rest2 = await aging.purge();
      expect(rest2.purged.map(({ what, items }) => [what, items])).toContainEqual(["payloads", 70]);
    });

    test.each([
      ["pending", "there"],
      ["in_flight", "there"],
      ["held", "there"],
      ["failed", "payload_purged"],
      ["cancelled", "payload_purged"],
    ] as const)("finds the payload of a delivery that is %s: %s", async (state, expected) => {
      const aging = await Aging.start(harness);
      const { scenario } = aging;
      let eventId = await aging.accept("a");
      if (state === "held") {
        await aging.deliverAll();
        const conflict = await scenario.store.accept(
          scenario.event({
            receivedAt: aging.now,
            dedupe: { kind: "event_id", key: "a" },
            body: Buffer.from("other"),
          }),
        );
        eventId = conflict.outcome === "conflict" ? conflict.eventId : "";
      }
      if (state === "in_flight" || state === "failed") {
        const delivery = await scenario.claimOne(aging.now);
        if (state === "failed")
          await scenario.record(delivery, { result: "gone", next: { state: "failed" } });
      }
      if (state === "cancelled") {
        const deliveries = await scenario.store.listDeliveries(aging.organizationId, eventId);
        const asked = { organizationId: aging.organizationId, deliveryId: first(deliveries).deliveryId };
        await scenario.store.deliveries.act(actor, { ...asked, action: "cancel" });
      }
      expect(await scenario.stateOf(eventId)).toBe(state);
      aging.now += 31 * DAY_MS;
      await aging.purge();
      expect(await aging.payloadOf(eventId)).toBe(expected);
    });

    test("leaves a dead letter that can no longer be retried, singly or by a replay", async () => {
      const aging = await Aging.start(harness);
      const { scenario, organizationId } = aging;
      const eventId = await aging.accept("a");
      await scenario.record(await scenario.claimOne(aging.now), {
        result: "gone",
        next: { state: "failed" },
      });
      aging.now += 31 * DAY_MS;
      await aging.purge();
      const { deliveryId } = first(await scenario.store.listDeliveries(organizationId, eventId));
      const act = await scenario.store.deliveries.act(actor, { organizationId, deliveryId, action: "retry" });
      expect(act).toEqual({ outcome: "payload_purged" });
      expect(await scenario.stateOf(eventId)).toBe("failed");
      const replay = await scenario.store.replays.create(actor, organizationId, {
        what: "retry_failed",
        filter: {},
        signing: "re_signed",
        ratePerSecond: 100,
        reason,
      });
      expect(replay.outcome).toBe("created");
      aging.now += HOUR_MS;
      await scenario.store.replays.work({ now: aging.now, maxDeliveries: 10, maxScanned: 100 });
      expect(await scenario.stateOf(eventId)).toBe("failed");
      const { replays } = await scenario.store.replays.list(organizationId, { limit: 1 });
      expect(first(replays)).toMatchObject({ done: 0, failed: 1 });
    });

    test("takes out of one commit what is free, and leaves readable what is not", async () => {
      const aging = await Aging.start(harness);
      const { scenario } = aging;
      const ids = await Promise.all(
        ["a", "b", "c", "d"].map((key) => aging.accept(key, { body: Buffer.from(`body ${key}`) })),
      );
      const [a = "", b = "", c = "", d = ""] = ids;
      // Two of the four are delivered, the others wait for a retry that is far away.
      const { claimed } = await scenario.claim(aging.now);
      const later = { state: "pending", dueAt: aging.now + 60 * DAY_MS, isRefusal: false } as const;
      for (const delivery of claimed) {
        const isDelivered = [a, c].includes(delivery.event.eventId);
        await scenario.record(delivery, isDelivered ? {} : { result: "http_status", next: later });
      }
      aging.now += 31 * DAY_MS;
      await aging.purge();
      expect(await aging.payloadsOf(ids)).toEqual(["payload_purged", "there", "payload_purged", "there"]);
      // Read from the database, not from memory.
      await scenario.reopen({ now: () => aging.now });
      const kept = await scenario.store.readEvent(aging.organizationId, d);
      expect(Buffer.from(kept?.body ?? []).toString()).toBe("body d");
      aging.now += 60 * DAY_MS;
      await aging.deliverAll();
      expect(await scenario.stateOf(b)).toBe("delivered");
      await aging.purge();
      expect(await aging.payloadsOf(ids)).toEqual(ids.map(() => "payload_purged"));
    });

    test("keeps the payloads of a source as long as the source says, and follows when it says otherwise", async () => {
      const long = sourceDocument({ payloadRetentionDays: 90 });
      const other = sourceDocument({ name: "other", path: "/in/northside/other" });
      const documentWith = (source: typeof long): ReturnType<typeof organizationDocument> =>
        organizationDocument({ sources: [source, other] });
      const aging = await Aging.start(harness, configurationDocument(documentWith(long)));
      const otherId = aging.scenario.organization.sources.find(({ name }) => name === "other")?.id ?? 0;
      const ids = await Promise.all([
        aging.accept("a", { hasOwnRetention: true }),
        aging.accept("b", { sourceId: otherId }),
      ]);
      await aging.deliverAll();
      aging.now += 31 * DAY_MS;
      await aging.purge();
      expect(await aging.payloadsOf(ids)).toEqual(["there", "payload_purged"]);
      await aging.scenario.apply(documentWith({ ...long, payloadRetentionDays: 32 }));
      await aging.purge();
      expect(await aging.payloadOf(ids[0])).toBe("there");
      aging.now += 2 * DAY_MS;
      await aging.purge();
      expect(await aging.payloadOf(ids[0])).toBe("payload_purged");
    });
  });

  describe("a purge of metadata", () => {
    test("deletes events with their deliveries and attempts, and counts them no more", async () => {
      const aging = await Aging.start(harness);
      const { scenario, organizationId } = aging;
      const old = await aging.accept("old");
      await aging.deliverAll();
      aging.now += 300 * DAY_MS;
      const young = await aging.accept("young");
      await aging.deliverAll();
      aging.now += 101 * DAY_MS;
      const { purged } = await aging.purge();
      expect(purged).toContainEqual({ organizationId, what: "metadata", items: 1, bytes: 0 });
      expect(await scenario.store.readEvent(organizationId, old)).toBeUndefined();
      expect(await scenario.store.listDeliveries(organizationId, old)).toEqual([]);
      expect(await scenario.store.countDeliveries()).toMatchObject({ delivered: 1 });
      const events = await scenario.store.listEvents(organizationId, { afterPosition: 0, limit: 10 });
      expect(events.map(({ eventId }) => eventId)).toEqual([young]);
    });

    test("leaves an event whose delivery is open, and whatever waits behind a dead letter", async () => {
      const aging = await Aging.start(harness);
      const { scenario, organizationId } = aging;
      const pending = await aging.accept("pending");
      const { claimed } = await scenario.claim(aging.now);
      const later = { state: "pending", dueAt: aging.now + 500 * DAY_MS, isRefusal: false } as const;
      await scenario.record(first(claimed), { result: "http_status", next: later });
      const dead = await aging.accept("dead", { orderingKey: "patient-1" });
      await scenario.record(await scenario.claimOne(aging.now), {
        result: "http_status",
        next: { state: "failed" },
      });
      const behind = await aging.accept("behind", { orderingKey: "patient-1" });
      const lone = await aging.accept("lone", { orderingKey: "patient-2" });
      await scenario.record(await scenario.claimOne(aging.now), {
        result: "http_status",
        next: { state: "failed" },
      });
      aging.now += 401 * DAY_MS;
      await aging.purge();
      const events = await scenario.store.listEvents(organizationId, { afterPosition: 0, limit: 10 });
      expect(events.map(({ eventId }) => eventId)).toEqual([pending, dead, behind]);
      expect(await scenario.store.readEvent(organizationId, lone)).toBeUndefined();
    });

    test("still knows a deleted event by its signed id, and its body by a digest", async () => {
      const aging = await Aging.start(harness);
      const { scenario } = aging;
      const old = await aging.accept("signed-id");
      await aging.deliverAll();
      aging.now += 401 * DAY_MS;
      await aging.purge();
      expect(await scenario.store.readEvent(aging.organizationId, old)).toBeUndefined();
      const again = scenario.event({ receivedAt: aging.now, dedupe: { kind: "event_id", key: "signed-id" } });
      expect(await scenario.store.accept(again)).toEqual({ outcome: "duplicate", eventId: old });
      const changed = await scenario.store.accept({ ...again, body: Buffer.from("another") });
      expect(changed).toMatchObject({ outcome: "conflict", firstEventId: old });
      expect(await scenario.store.accept({ ...again, body: Buffer.from("another") })).toMatchObject({
        outcome: "duplicate",
      });
    });

    test("forgets content without id and time, which is compared for minutes only", async () => {
      const aging = await Aging.start(harness);
      const content = { dedupe: { kind: "content", key: "booked" } } as const;
      await aging.accept("", content);
      await aging.deliverAll();
      aging.now += 401 * DAY_MS;
      await aging.purge();
      const again = await aging.scenario.store.accept(
        aging.scenario.event({ receivedAt: aging.now, ...content }),
      );
      expect(again).toMatchObject({ outcome: "accepted", isRepeat: false });
    });
  });

  describe("a purge of the audit log", () => {
    test("deletes old entries, and the chain is still verified from there on", async () => {
      const aging = await Aging.start(harness);
      const { organizationId } = aging;
      const { audit } = aging.scenario.store;
      const note = {
        organizationId,
        actor,
        action: "event.reveal",
        resource: { kind: "event", name: "evt_1" },
      } as const;
      await audit.note(note);
      const early = await audit.checkpoint(organizationId);
      aging.now += 2191 * DAY_MS;
      await audit.note(note);
      await aging.purge();
      const entries = await audit.list(organizationId, { afterPosition: 0, limit: 10 });
      expect(entries.map(({ sequence, action }) => [sequence, action])).toEqual([
        [3, "event.reveal"],
        [4, "retention.purge"],
      ]);
      expect(await audit.verify(organizationId)).toEqual({ isIntact: true, entries: 4 });
      expect(await audit.verify(organizationId, early)).toEqual({ isIntact: true, entries: 4 });
    });

    test("goes on with the chain where every entry was too old", async () => {
      const aging = await Aging.start(harness);
      const { organizationId } = aging;
      aging.now += 2193 * DAY_MS;
      await aging.purge();
      await aging.scenario.reopen({ now: () => aging.now });
      aging.now += 2193 * DAY_MS;
      await aging.purge();
      const entries = await aging.scenario.store.audit.list(organizationId, { afterPosition: 0, limit: 10 });
      expect(entries.map(({ sequence, facts }) => [sequence, facts?.["upTo"]])).toEqual([[3, 2]]);
      expect(await aging.scenario.store.audit.verify(organizationId)).toEqual({ isIntact: true, entries: 3 });
    });
  });
}
