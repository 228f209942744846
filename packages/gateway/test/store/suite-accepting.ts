import { describe, expect, test } from "vitest";
import {
  Scenario,
  START,
  codeOf,
  configurationDocument,
  endpointDocument,
  first,
  organizationDocument,
} from "./scenario.ts";
import type { StoreHarness } from "./scenario.ts";

export function acceptingSuite(harness: StoreHarness): void {
  describe("accepting", () => {
    test("stores an event and gives it back byte for byte", async () => {
      const scenario = await Scenario.start(harness);
      const body = Buffer.from([0, 255, 128, 10, 13, 0]);
      const rawHeaders = ["X-Twice", "1", "x-twice", "2", "X-Name", "ÿ"];
      const event = scenario.event({ body, rawHeaders, signedAt: START - 5, isPayloadUnreadable: true });
      const result = await scenario.store.accept(event);
      expect(result.outcome).toBe("accepted");
      const id = result.outcome === "accepted" ? result.eventId : "";
      const stored = await scenario.store.readEvent(scenario.organization.id, id);
      expect(stored).toEqual({
        eventId: id,
        position: 1,
        organizationId: scenario.organization.id,
        sourceId: scenario.source.id,
        sourceName: "inbox",
        eventType: "note.created",
        receivedAt: START,
        bodyBytes: body.length,
        duplicates: 0,
        isRepeat: false,
        isPayloadUnreadable: true,
        rawHeaders,
        body: new Uint8Array(body),
      });
    });

    test("stores an empty body", async () => {
      const scenario = await Scenario.start(harness);
      const [id] = await scenario.acceptMany(1, { body: new Uint8Array(0) });
      const stored = await scenario.store.readEvent(scenario.organization.id, id ?? "");
      expect(stored?.body.length).toBe(0);
    });

    test("stores a body of 8 MiB between small ones", async () => {
      const scenario = await Scenario.start(harness);
      const large = Buffer.alloc(8 * 1024 * 1024, "x");
      const bodies = [Buffer.from("a"), large, Buffer.from("b")];
      const results = await Promise.all(
        bodies.map((body, index) =>
          scenario.store.accept(
            scenario.event({ body, dedupe: { kind: "event_id", key: `large-${index}` } }),
          ),
        ),
      );
      for (const [index, result] of results.entries()) {
        const id = result.outcome === "accepted" ? result.eventId : "";
        const stored = await scenario.store.readEvent(scenario.organization.id, id);
        expect(Buffer.compare(stored?.body ?? Buffer.alloc(0), bodies[index] ?? Buffer.alloc(0))).toBe(0);
      }
    });

    test("makes one pending delivery per wanted endpoint", async () => {
      const endpoints = ["a", "b", "c"].map((name) => endpointDocument({ name }));
      const scenario = await Scenario.start(
        harness,
        configurationDocument(organizationDocument({ endpoints })),
      );
      const wanted = scenario.organization.endpoints.slice(0, 2).map((endpoint) => endpoint.id);
      const [id] = await scenario.acceptMany(1, { endpointIds: wanted });
      const deliveries = await scenario.store.listDeliveries(scenario.organization.id, id ?? "");
      expect(deliveries.map((delivery) => delivery.endpointId)).toEqual(wanted);
      expect(deliveries.map((delivery) => delivery.state)).toEqual(["pending", "pending"]);
      expect(deliveries.every((delivery) => delivery.dueAt === undefined)).toBe(true);
    });

    test("stores an event that no endpoint wants", async () => {
      const scenario = await Scenario.start(harness);
      const [id] = await scenario.acceptMany(1, { endpointIds: [] });
      expect(await scenario.store.listDeliveries(scenario.organization.id, id ?? "")).toEqual([]);
      expect(await scenario.store.readEvent(scenario.organization.id, id ?? "")).toBeDefined();
    });

    test("stores nothing for an organization that has moved on, and says so", async () => {
      const scenario = await Scenario.start(harness);
      const stale = scenario.event();
      await scenario.apply(
        organizationDocument({ endpoints: [endpointDocument({ url: "https://new.example.org" })] }),
      );
      expect(await scenario.store.accept(stale)).toEqual({ outcome: "outdated" });
      expect(
        await scenario.store.listEvents(scenario.organization.id, { afterPosition: 0, limit: 10 }),
      ).toEqual([]);
    });

    test("answers outdated for an organization that does not exist", async () => {
      const scenario = await Scenario.start(harness);
      expect(await scenario.store.accept(scenario.event({ organizationId: 999 }))).toEqual({
        outcome: "outdated",
      });
    });

    test("stores current events of a batch that also holds outdated ones", async () => {
      const scenario = await Scenario.start(harness);
      const stale = scenario.event({ configVersion: 999, dedupe: { kind: "event_id", key: "stale" } });
      const results = await Promise.all([
        scenario.store.accept(stale),
        scenario.store.accept(scenario.event()),
      ]);
      expect(results.map((result) => result.outcome)).toEqual(["outdated", "accepted"]);
    });

    test.each([
      ["an endpoint of nobody", { endpointIds: [9999] }],
      ["an endpoint named twice", { endpointIds: [1, 1] }],
      ["an unknown source", { sourceId: 9999 }],
      ["a time that is not whole", { receivedAt: 1.5 }],
      ["a caller that is not whole", { callerId: 0.5 }],
      ["a header without a value", { rawHeaders: ["lonely"] }],
    ])("rejects an event with %s alone, and stores its neighbours", async (_what, change) => {
      const scenario = await Scenario.start(harness);
      const neighbour = scenario.event({ dedupe: { kind: "event_id", key: "neighbour" } });
      const [code, result] = await Promise.all([
        codeOf(scenario.store.accept(scenario.event(change))),
        scenario.store.accept(neighbour),
      ]);
      expect(code).toBe("event_invalid");
      expect(result.outcome).toBe("accepted");
    });

    test("refuses a source and an endpoint of another organization", async () => {
      const scenario = await Scenario.start(
        harness,
        configurationDocument(organizationDocument(), organizationDocument({ name: "southside" })),
      );
      const { organizations } = await scenario.store.loadConfiguration();
      const other = first(organizations.filter(({ name }) => name === "southside"));
      const foreignSource = scenario.event({ sourceId: first(other.sources).id });
      const foreignEndpoint = scenario.event({ endpointIds: [first(other.endpoints).id] });
      expect(await codeOf(scenario.store.accept(foreignSource))).toBe("event_invalid");
      expect(await codeOf(scenario.store.accept(foreignEndpoint))).toBe("event_invalid");
    });

    test("tells listeners after the commit which endpoints have new deliveries, until they stop", async () => {
      const scenario = await Scenario.start(harness);
      const told: (readonly number[])[] = [];
      const stop = scenario.store.onDeliveriesAdded((endpointIds) => told.push(endpointIds));
      await scenario.store.accept(scenario.event());
      await scenario.store.accept(scenario.event());
      await scenario.store.accept(scenario.event({ body: Buffer.from("conflict") }));
      await scenario.store.probe();
      expect(told).toEqual([[scenario.endpoint.id]]);
      stop();
      await scenario.acceptMany(1);
      await scenario.store.probe();
      expect(told.length).toBe(1);
    });

    test("gives ids that sort in the order of acceptance", async () => {
      const scenario = await Scenario.start(harness);
      const ids = [
        ...(await scenario.acceptMany(3)),
        ...(await scenario.acceptMany(3, { receivedAt: START + 1 })),
      ];
      expect([...ids].sort()).toEqual(ids);
    });

    test("keeps its meaning when events are accepted and claimed at once", async () => {
      const scenario = await Scenario.start(harness, configurationDocument(), {});
      const total = 300;
      const seen = new Map<string, number>();
      const accepting = Array.from({ length: total }, (_, index) =>
        scenario.store.accept(scenario.event({ dedupe: { kind: "event_id", key: `k${index % 200}` } })),
      );
      async function drain(): Promise<void> {
        for (let empty = 0; empty < 5;) {
          const { claimed } = await scenario.claim(START, { limit: 7, concurrency: 1000 });
          empty = claimed.length === 0 ? empty + 1 : 0;
          for (const { deliveryId } of claimed) seen.set(deliveryId, (seen.get(deliveryId) ?? 0) + 1);
        }
      }
      const [results] = await Promise.all([Promise.all(accepting), drain(), drain()]);
      await drain();
      expect(results.filter((result) => result.outcome === "accepted").length).toBe(200);
      expect(results.filter((result) => result.outcome === "duplicate").length).toBe(100);
      expect(seen.size).toBe(200);
      expect([...seen.values()].every((times) => times === 1)).toBe(true);
    });
  });
}
