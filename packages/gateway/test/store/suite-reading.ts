import { describe, expect, test } from "vitest";
import {
  LEASE_MS,
  Scenario,
  START,
  codeOf,
  configurationDocument,
  first,
  organizationDocument,
} from "./scenario.ts";
import type { StoreHarness } from "./scenario.ts";

export function readingSuite(harness: StoreHarness): void {
  describe("reading", () => {
    test("finds nothing under ids that were never given out", async () => {
      const scenario = await Scenario.start(harness);
      const id = first(await scenario.acceptMany(1));
      const last = id.at(-1) === "1" ? "2" : "1";
      const wrong = [
        "",
        "evt_",
        id.toUpperCase(),
        `${id}0`,
        id.slice(0, -1),
        id.slice(0, -1) + last,
        id.replace("evt", "dlv"),
      ];
      // The right row under another time.
      wrong.push(`evt_${"0".repeat(10)}${id.slice(14)}`);
      for (const guess of wrong) {
        expect(await scenario.store.readEvent(scenario.organization.id, guess)).toBeUndefined();
        expect(await scenario.store.listDeliveries(scenario.organization.id, guess)).toEqual([]);
      }
    });

    test("shows an organization nothing of another", async () => {
      const scenario = await Scenario.start(
        harness,
        configurationDocument(organizationDocument(), organizationDocument({ name: "southside" })),
      );
      const id = first(await scenario.acceptMany(1));
      const { organizations } = await scenario.store.loadConfiguration();
      const other = first(organizations.filter(({ name }) => name === "southside"));
      expect(await scenario.store.readEvent(other.id, id)).toBeUndefined();
      expect(await scenario.store.listDeliveries(other.id, id)).toEqual([]);
      expect(await scenario.store.listEvents(other.id, { afterPosition: 0, limit: 10 })).toEqual([]);
    });

    test("pages through events in commit order and skips none", async () => {
      const scenario = await Scenario.start(harness);
      const ids = await scenario.acceptMany(7);
      const found: string[] = [];
      for (let afterPosition = 0; ;) {
        const page = await scenario.store.listEvents(scenario.organization.id, { afterPosition, limit: 3 });
        found.push(...page.map((event) => event.eventId));
        const last = page.at(-1);
        if (last === undefined) break;
        afterPosition = last.position;
      }
      expect(found).toEqual(ids);
    });

    test("keeps everything over a restart, and makes claimed deliveries due again", async () => {
      const scenario = await Scenario.start(harness, configurationDocument(), { now: () => START });
      const ids = await scenario.acceptMany(3, { body: Buffer.from("kept") });
      const claimed = await scenario.claimOne(START);
      // By then leases have ended also where a gateway that starts may not void those of others.
      const later = START + LEASE_MS;
      await scenario.reopen({ now: () => later });
      await scenario.store.expireLeases(later);
      const events = await scenario.store.listEvents(scenario.organization.id, {
        afterPosition: 0,
        limit: 10,
      });
      expect(events.map((event) => event.eventId)).toEqual(ids);
      const again = await scenario.claim(later);
      expect(again.claimed.length).toBe(3);
      expect(again.claimed.every(({ event }) => Buffer.from(event.body).toString() === "kept")).toBe(true);
      expect(await scenario.record(claimed)).toEqual({ isFenced: true });
    });
  });

  describe("closing", () => {
    test("finishes what was begun and rejects what comes later", async () => {
      const scenario = await Scenario.start(harness);
      const { store } = scenario;
      const begun = Array.from({ length: 20 }, (_, index) =>
        store.accept(scenario.event({ dedupe: { kind: "event_id", key: `${index}` } })),
      );
      // The accepts have passed their first step once this one is answered.
      await store.probe();
      const closing = store.close();
      const later = codeOf(store.accept(scenario.event()));
      expect((await Promise.all(begun)).every((result) => result.outcome === "accepted")).toBe(true);
      await closing;
      expect(await later).toBe("store_unavailable");
      expect(await codeOf(store.probe())).toBe("store_unavailable");
      expect(await codeOf(store.loadConfiguration())).toBe("store_unavailable");
      await store.close();
    });
  });
}
