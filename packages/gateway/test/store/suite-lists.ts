import { describe, expect, test } from "vitest";
import type { DeliveryQuery } from "../../src/store/deliveries/delivery-store.ts";
import type { EventListing, EventQuery } from "../../src/store/events/event-store.ts";
import type { DeliveryPosition } from "../../src/store/deliveries/delivery-rows.ts";
import { ownSources } from "../../src/config/own-sources.ts";
import {
  Scenario,
  START,
  codeOf,
  configurationDocument,
  endpointDocument,
  first,
  organizationDocument,
  sourceDocument,
} from "./scenario.ts";
import type { StoreHarness } from "./scenario.ts";

const HOUR_MS = 3_600_000;
const actor = { kind: "api_key", name: "ward clinician", address: "198.51.100.7" } as const;

const document = configurationDocument(
  organizationDocument({
    sources: [sourceDocument(), sourceDocument({ name: "labs", path: "/in/northside/labs" })],
    endpoints: [endpointDocument(), endpointDocument({ name: "archive", events: ["lab.*"] })],
  }),
);

export function listsSuite(harness: StoreHarness): void {
  describe("listing events", () => {
    test("gives the newest first, and the oldest first for tails", async () => {
      const scenario = await Scenario.start(harness, document);
      const ids = await scenario.acceptMany(5);
      expect(await eventIds(scenario, {})).toEqual(ids.toReversed());
      expect(await eventIds(scenario, {}, { order: "asc", limit: 10 })).toEqual(ids);
    });

    test("pages in both orders, and skips and repeats none", async () => {
      const scenario = await Scenario.start(harness, document);
      const ids = await scenario.acceptMany(7);
      expect(await everyEventId(scenario, {}, "desc")).toEqual(ids.toReversed());
      expect(await everyEventId(scenario, {}, "asc")).toEqual(ids);
    });

    test("finds a span of time at its exact ends, whatever the order of commit", async () => {
      const scenario = await Scenario.start(harness, document);
      const at = (receivedAt: number): Promise<readonly string[]> => scenario.acceptMany(1, { receivedAt });
      const [late] = [...(await at(START + 2 * HOUR_MS)), ...(await at(START - 3 * HOUR_MS))];
      // Committed last, received long before: as a request released after days.
      const early = first(await at(START - 1));
      const exact = first(await at(START));
      expect(await eventIds(scenario, { receivedFrom: START, receivedTo: START })).toEqual([exact]);
      expect(await eventIds(scenario, { receivedFrom: START })).toEqual([exact, late]);
      expect(await eventIds(scenario, { receivedTo: START - 1, receivedFrom: START - HOUR_MS })).toEqual([
        early,
      ]);
      expect(await eventIds(scenario, { receivedFrom: START + 90 * HOUR_MS })).toEqual([]);
    });

    test("filters by source, the gateway's own included, and by type with wildcards", async () => {
      const scenario = await Scenario.start(harness, document);
      const labs = first(scenario.organization.sources.filter(({ name }) => name === "labs"));
      const [inbox] = await scenario.acceptMany(1);
      const [lab] = await scenario.acceptMany(1, { sourceId: labs.id, eventType: "lab.[done]" });
      const [own] = await scenario.acceptMany(1, { sourceId: ownSources.api, eventType: "lab.x" });
      const [trouble] = await scenario.acceptMany(1, { sourceId: ownSources.countersign });
      expect(await eventIds(scenario, { source: "inbox" })).toEqual([inbox]);
      expect(await eventIds(scenario, { source: "labs" })).toEqual([lab]);
      expect(await eventIds(scenario, { source: "api" })).toEqual([own]);
      expect(await eventIds(scenario, { source: "countersign" })).toEqual([trouble]);
      expect(await eventIds(scenario, { source: "nobody" })).toEqual([]);
      expect(await eventIds(scenario, { types: ["lab.*"] })).toEqual([own, lab]);
      expect(await eventIds(scenario, { types: ["lab.[done]", "note.*"] })).toEqual([trouble, lab, inbox]);
      expect(await eventIds(scenario, { types: ["lab.?"] })).toEqual([]);
      // What databases take for wildcards is none.
      expect(await eventIds(scenario, { types: ["lab_x", "lab%", "lab.\\x", "LAB.*"] })).toEqual([]);
    });

    test("names the gateway's own sources in events", async () => {
      const scenario = await Scenario.start(harness, document);
      const id = first(await scenario.acceptMany(1, { sourceId: ownSources.api }));
      expect(await scenario.store.events.read(scenario.organization.id, id)).toMatchObject({
        sourceName: "api",
      });
    });

    test("filters by what an event is and by what became of it", async () => {
      const scenario = await Scenario.start(harness, document);
      const [usual] = await scenario.acceptMany(1);
      const [unreadable] = await scenario.acceptMany(1, {
        isPayloadUnreadable: true,
        receivedAt: START + 1,
        endpointIds: [],
      });
      const conflict = await scenario.store.accept(
        scenario.event({
          dedupe: { kind: "event_id", key: `many-${START}-0` },
          body: Buffer.from("other"),
        }),
      );
      const conflictId = conflict.outcome === "conflict" ? conflict.eventId : "";
      expect(await eventIds(scenario, { isConflict: true })).toEqual([conflictId]);
      expect(await eventIds(scenario, { isConflict: false })).toEqual([unreadable, usual]);
      expect(await eventIds(scenario, { isPayloadUnreadable: true })).toEqual([unreadable]);
      expect(await eventIds(scenario, { isRepeat: true })).toEqual([]);
      expect(await eventIds(scenario, { deliveryState: "held" })).toEqual([conflictId]);
      expect(await eventIds(scenario, { deliveryState: "pending", endpoint: "ehr" })).toEqual([usual]);
      expect(await eventIds(scenario, { deliveryState: "pending", endpoint: "archive" })).toEqual([]);
    });

    test("finds what an endpoint wants and never got", async () => {
      const scenario = await Scenario.start(harness, document);
      await scenario.acceptMany(1, { eventType: "note.created" });
      const [missed] = await scenario.acceptMany(1, { eventType: "lab.done", receivedAt: START + 1 });
      const archive = first(scenario.organization.endpoints.filter(({ name }) => name === "archive"));
      await scenario.acceptMany(1, {
        eventType: "lab.done",
        receivedAt: START + 2,
        endpointIds: [archive.id],
      });
      await scenario.acceptMany(1, {
        eventType: "lab.done",
        receivedAt: START + 3,
        sourceId: ownSources.countersign,
      });
      expect(await eventIds(scenario, { missedBy: "archive" })).toEqual([missed]);
    });

    test("shows an organization nothing of another", async () => {
      const scenario = await Scenario.start(
        harness,
        configurationDocument(organizationDocument(), organizationDocument({ name: "southside" })),
      );
      const id = first(await scenario.acceptMany(1));
      const { organizations } = await scenario.store.loadConfiguration();
      const other = first(organizations.filter(({ name }) => name === "southside")).id;
      const { events, deliveries } = scenario.store;
      expect((await events.list(other, {}, { order: "desc", limit: 10 })).events).toEqual([]);
      expect(await events.read(other, id)).toBeUndefined();
      expect(await events.readToMask(other, id)).toBeUndefined();
      expect(
        await events.reveal(actor, { organizationId: other, eventId: id, reason: "why" }),
      ).toBeUndefined();
      expect((await deliveries.list(other, {}, { limit: 10 })).deliveries).toEqual([]);
      const [delivery] = await deliveriesOf(scenario, {});
      const asked = { organizationId: other, deliveryId: delivery?.deliveryId ?? "", reason: "why" };
      expect(await deliveries.read(other, asked.deliveryId)).toBeUndefined();
      expect(await deliveries.act(actor, { ...asked, action: "cancel" })).toEqual({ outcome: "not_found" });
      expect(await deliveries.revealResponses(actor, asked)).toBeUndefined();
      expect(await scenario.store.audit.list(other, { afterPosition: 0, limit: 10 })).toHaveLength(1);
    });
  });

  describe("revealing", () => {
    test("notes who, what and why before the payload is given", async () => {
      const scenario = await Scenario.start(harness, document);
      const organizationId = scenario.organization.id;
      const eventId = first(await scenario.acceptMany(1));
      const asked = { organizationId, eventId, reason: "asked by the ward" };
      const event = await scenario.store.events.reveal(actor, asked);
      expect(Buffer.from(event?.body ?? []).toString()).toBe('{"hello":"world"}');
      const entries = await scenario.store.audit.list(organizationId, { afterPosition: 0, limit: 10 });
      expect(entries.at(-1)).toMatchObject({
        actor,
        action: "event.reveal",
        resource: { kind: "event", name: eventId },
        reason: "asked by the ward",
      });
    });

    test("gives nothing where it cannot be noted", async () => {
      const scenario = await Scenario.start(harness, document);
      const organizationId = scenario.organization.id;
      const eventId = first(await scenario.acceptMany(1));
      const { store } = scenario;
      const closing = store.close();
      expect(await codeOf(store.events.reveal(actor, { organizationId, eventId, reason: "why" }))).toBe(
        "store_unavailable",
      );
      await closing;
    });

    test("gives the beginnings of responses, noted as well", async () => {
      const scenario = await Scenario.start(harness, document);
      const organizationId = scenario.organization.id;
      await scenario.acceptMany(1);
      const claimed = await scenario.claimOne(START);
      await scenario.record(claimed, { responseExcerpt: Buffer.from("thanks"), status: 200 });
      const asked = { organizationId, deliveryId: claimed.deliveryId, reason: "looking for the cause" };
      const read = await scenario.store.deliveries.read(organizationId, claimed.deliveryId);
      expect(read?.tries).toMatchObject([{ number: 1, result: "delivered", status: 200, hasResponse: true }]);
      const [response] = (await scenario.store.deliveries.revealResponses(actor, asked)) ?? [];
      expect(Buffer.from(response?.excerpt ?? []).toString()).toBe("thanks");
      const entries = await scenario.store.audit.list(organizationId, { afterPosition: 0, limit: 10 });
      expect(entries.at(-1)).toMatchObject({ action: "delivery.reveal", reason: "looking for the cause" });
    });
  });

  describe("listing deliveries", () => {
    test("gives those of the newest event first, page by page, whatever the filter", async () => {
      const scenario = await Scenario.start(harness, document);
      const both = scenario.organization.endpoints.map(({ id }) => id);
      const ids = await scenario.acceptMany(5, { endpointIds: both });
      const { claimed } = await scenario.claim(START, { limit: 3 });
      for (const delivery of claimed) await scenario.record(delivery, { next: { state: "failed" } });
      const filters: readonly [DeliveryQuery, number][] = [
        [{}, 10],
        [{ state: "failed" }, 3],
        [{ state: "failed", endpoint: "ehr" }, 3],
        [{ state: "failed", endpoint: "archive" }, 0],
        [{ state: "pending" }, 7],
        [{ endpoint: "ehr" }, 5],
        [{ endpoint: "archive", state: "pending" }, 5],
        [{ source: "inbox" }, 10],
        [{ source: "labs" }, 0],
        [{ eventId: first(ids) }, 2],
        [{ eventId: first(ids), endpoint: "archive" }, 1],
        [{ dueAt: START }, 7],
        [{ createdFrom: START, createdTo: START }, 10],
        [{ createdFrom: START + 1 }, 0],
        [{ endpoint: "nobody" }, 0],
      ];
      for (const [query, count] of filters) {
        const found = await everyDelivery(scenario, query);
        expect({ query, count: found.length }).toEqual({ query, count });
        expect(new Set(found.map(({ deliveryId }) => deliveryId)).size).toBe(count);
        const order = found.map(({ eventId }) => ids.indexOf(eventId));
        expect(order).toEqual(order.toSorted((one, other) => other - one));
      }
    });

    test("tells the latest result, and when the next try is due", async () => {
      const scenario = await Scenario.start(harness, document);
      await scenario.acceptMany(1);
      await scenario.record(await scenario.claimOne(START), {
        result: "server_error",
        status: 500,
        next: { state: "pending", dueAt: START + 5000, isRefusal: false },
      });
      expect(await deliveriesOf(scenario, {})).toMatchObject([
        { state: "pending", dueAt: START + 5000, attempts: 1, lastResult: "server_error", endpoint: "ehr" },
      ]);
      expect(await deliveriesOf(scenario, { dueAt: START + 4999 })).toEqual([]);
      expect(await deliveriesOf(scenario, { dueAt: START + 5000 })).toHaveLength(1);
    });

    test("tells no time for a delivery whose turn by its ordering key has come", async () => {
      const scenario = await Scenario.start(harness, document);
      const [, two = ""] = await scenario.acceptMany(2, { orderingKey: "patient-1" });
      await scenario.record(await scenario.claimOne(START));
      const [waited] = await deliveriesOf(scenario, { eventId: two });
      expect(waited).toMatchObject({ state: "pending", attempts: 0 });
      expect(waited).not.toHaveProperty("dueAt");
    });
  });
}

async function eventIds(
  { store, organization }: Scenario,
  query: EventQuery,
  listing: EventListing = { order: "desc", limit: 100 },
): Promise<readonly string[]> {
  const { events } = await store.events.list(organization.id, query, listing);
  return events.map(({ eventId }) => eventId);
}

async function everyEventId(
  { store, organization }: Scenario,
  query: EventQuery,
  order: "asc" | "desc",
): Promise<readonly string[]> {
  const found: string[] = [];
  for (let after: number | undefined; ;) {
    const listing = { order, limit: 2, ...(after !== undefined && { after }) };
    const page = await store.events.list(organization.id, query, listing);
    found.push(...page.events.map(({ eventId }) => eventId));
    after = page.next;
    if (after === undefined) return found;
  }
}

type Listed = Awaited<ReturnType<Scenario["store"]["deliveries"]["list"]>>["deliveries"];

async function deliveriesOf({ store, organization }: Scenario, query: DeliveryQuery): Promise<Listed> {
  return (await store.deliveries.list(organization.id, query, { limit: 100 })).deliveries;
}

async function everyDelivery({ store, organization }: Scenario, query: DeliveryQuery): Promise<Listed> {
  const found: Listed[number][] = [];
  for (let after: DeliveryPosition | undefined; ;) {
    const page = await store.deliveries.list(organization.id, query, {
      limit: 2,
      ...(after !== undefined && { after }),
    });
    found.push(...page.deliveries);
    after = page.next;
    if (after === undefined) return found;
  }
}
