import { describe, expect, test } from "vitest";
import type {
  QuarantineAddition,
  QuarantineRoom,
  QuarantinedSummary,
  RefusedRequest,
  RequestToRelease,
} from "../../src/store/quarantine/quarantine-store.ts";
import { START, Scenario, codeOf, configurationDocument, first, organizationDocument } from "./scenario.ts";
import type { StoreHarness } from "./scenario.ts";

const actor = { kind: "api_key", name: "operator" } as const;
const DAY_MS = 86_400_000;

function refused(scenario: Scenario, change: Partial<RefusedRequest> = {}): RefusedRequest {
  return {
    organizationId: scenario.organization.id,
    sourceId: scenario.source.id,
    receivedAt: START,
    code: "no_match",
    method: "POST",
    url: "/in/northside/inbox?a=b",
    rawHeaders: ["X-Signature", "00ff"],
    body: Buffer.from('{"id":"id-1"}'),
    ...change,
  };
}

function roomOf(scenario: Scenario, change: Partial<QuarantineRoom> = {}): QuarantineRoom {
  return { sourceId: scenario.source.id, maxItems: 1000, maxBytes: 1 << 20, maxAgeMs: 7 * DAY_MS, ...change };
}

function addition(
  scenario: Scenario,
  requests: readonly RefusedRequest[],
  room: Partial<QuarantineRoom> = {},
): QuarantineAddition {
  return { requests, drops: [], rooms: [roomOf(scenario, room)] };
}

function listAll({ store, organization }: Scenario): Promise<readonly QuarantinedSummary[]> {
  return store.quarantine.list(organization.id, {}, { order: "asc", limit: 100 });
}

async function toRelease(scenario: Scenario, key = "id-1"): Promise<RequestToRelease> {
  await scenario.store.quarantine.add(addition(scenario, [refused(scenario)]));
  const { quarantineId } = first((await listAll(scenario)).slice(-1));
  return { quarantineId, event: scenario.event({ dedupe: { kind: "event_id", key } }) };
}

/** A clock that stands, so that ages are what the test says. */
const now = (): number => START;

export function quarantineSuite(harness: StoreHarness): void {
  const start = (): Promise<Scenario> => Scenario.start(harness, configurationDocument(), { now });

  describe("quarantine", () => {
    test("keeps a refused request whole, over a restart", async () => {
      const scenario = await start();
      const request = refused(scenario);
      await scenario.store.quarantine.add(addition(scenario, [request]));
      await scenario.reopen({ now });
      const [listed] = await listAll(scenario);
      expect(listed).toMatchObject({
        code: "no_match",
        sourceName: "inbox",
        bodyBytes: 13,
        receivedAt: START,
      });
      const opened = await scenario.store.quarantine.open(
        scenario.organization.id,
        listed?.quarantineId ?? "",
      );
      expect(opened).toMatchObject({
        method: "POST",
        url: "/in/northside/inbox?a=b",
        rawHeaders: ["X-Signature", "00ff"],
        body: new Uint8Array(request.body),
      });
    });

    test("never makes an event or a delivery of what it keeps", async () => {
      const scenario = await start();
      await scenario.store.quarantine.add(addition(scenario, [refused(scenario)]));
      const { organization, store } = scenario;
      expect(await store.listEvents(organization.id, { afterPosition: 0, limit: 10 })).toEqual([]);
      expect((await store.countDeliveries()).pending).toBe(0);
    });

    test("lists by source, code and time, in both orders, page after page", async () => {
      const scenario = await start();
      const codes = ["no_match", "stale", "no_match", "missing_header"];
      const requests = codes.map((code, index) => refused(scenario, { code, receivedAt: START + index }));
      await scenario.store.quarantine.add(addition(scenario, requests));
      const { organization, store } = scenario;
      const codesOf = async (
        ...query: Parameters<typeof store.quarantine.list> extends [number, ...infer Rest] ? Rest : never
      ) => (await store.quarantine.list(organization.id, ...query)).map(({ code }) => code);
      expect(await codesOf({}, { order: "desc", limit: 10 })).toEqual(codes.toReversed());
      expect(await codesOf({ code: "no_match" }, { order: "asc", limit: 10 })).toEqual([
        "no_match",
        "no_match",
      ]);
      expect(
        await codesOf(
          { source: "inbox", receivedFrom: START + 1, receivedTo: START + 2 },
          { order: "asc", limit: 10 },
        ),
      ).toEqual(["stale", "no_match"]);
      expect(await codesOf({ source: "another" }, { order: "asc", limit: 10 })).toEqual([]);
      const [last] = await store.quarantine.list(organization.id, {}, { order: "desc", limit: 1 });
      expect(await codesOf({}, { order: "desc", limit: 1, after: last?.position ?? 0 })).toEqual([
        "no_match",
      ]);
    });

    test("pushes out the oldest of the commonest code when the source's room is full", async () => {
      const scenario = await start();
      await scenario.store.quarantine.add(addition(scenario, [refused(scenario, { code: "no_match" })]));
      const flood = [1, 2, 3, 4].map((index) =>
        refused(scenario, { code: "missing_header", receivedAt: START + index }),
      );
      const { full } = await scenario.store.quarantine.add(addition(scenario, flood, { maxItems: 3 }));
      expect(full).toEqual([scenario.source.id]);
      const left = await listAll(scenario);
      expect(left.map(({ code, receivedAt }) => [code, receivedAt - START])).toEqual([
        ["no_match", 0],
        ["missing_header", 3],
        ["missing_header", 4],
      ]);
      const [count] = await scenario.store.quarantine.count(scenario.organization.id);
      expect(count).toMatchObject({
        sourceName: "inbox",
        items: 3,
        pushedOut: 2,
        dropped: 0,
        lastLossAt: START,
      });
    });

    test("holds a source's room in bytes", async () => {
      const scenario = await start();
      const large = [1, 2, 3].map(() => refused(scenario, { body: Buffer.alloc(1000) }));
      await scenario.store.quarantine.add(addition(scenario, large, { maxBytes: 2500 }));
      expect(await listAll(scenario)).toHaveLength(2);
    });

    test("counts what was dropped beforehand", async () => {
      const scenario = await start();
      const drops = [{ organizationId: scenario.organization.id, sourceId: scenario.source.id, count: 7 }];
      await scenario.store.quarantine.add({ requests: [], drops, rooms: [roomOf(scenario)] });
      await scenario.store.quarantine.add({ requests: [], drops, rooms: [roomOf(scenario)] });
      expect(await scenario.store.quarantine.count(scenario.organization.id)).toMatchObject([
        { items: 0, dropped: 14 },
      ]);
    });

    test("purges by the age of each source, or by the given one, in bounded steps", async () => {
      const scenario = await start();
      const requests = [1, 2, 3].map((days) => refused(scenario, { receivedAt: START - days * DAY_MS }));
      await scenario.store.quarantine.add(addition(scenario, requests));
      const { quarantine } = scenario.store;
      const purge = (maxAgeDays: number, rooms: readonly QuarantineRoom[] = []): Promise<number> =>
        quarantine.purge({ rooms, maxAgeMs: maxAgeDays * DAY_MS, limit: 1 });
      expect(await purge(3)).toBe(0);
      expect(await purge(1)).toBe(1);
      expect(await purge(1, [roomOf(scenario, { maxAgeMs: 2 * DAY_MS })])).toBe(0);
      expect(await purge(1)).toBe(1);
      expect(await purge(1)).toBe(0);
      expect(await listAll(scenario)).toHaveLength(1);
    });

    test("shows another organization nothing, and takes nothing from it", async () => {
      const scenario = await Scenario.start(
        harness,
        configurationDocument(
          organizationDocument(),
          organizationDocument({ name: "southside", sources: [], endpoints: [] }),
        ),
        { now },
      );
      const { quarantineId, event } = await toRelease(scenario);
      const { quarantine } = scenario.store;
      const { organizations } = await scenario.store.loadConfiguration();
      const other = organizations.find(({ name }) => name === "southside")?.id ?? 0;
      const asked = { organizationId: other, quarantineId, reason: "to see" };
      expect(await quarantine.list(other, {}, { order: "asc", limit: 10 })).toEqual([]);
      expect(await quarantine.count(other)).toEqual([]);
      expect(await quarantine.read(other, quarantineId)).toBeUndefined();
      expect(await quarantine.open(other, quarantineId)).toBeUndefined();
      expect(await quarantine.reveal(actor, asked)).toBeUndefined();
      expect(await quarantine.discard(actor, { organizationId: other, quarantineIds: [quarantineId] })).toBe(
        false,
      );
      const release = { organizationId: other, requests: [{ quarantineId, event }] };
      expect(await quarantine.release(actor, release)).toEqual({ outcome: "not_found" });
      expect(await listAll(scenario)).toHaveLength(1);
    });

    test("notes who reveals a request and why, before it is opened", async () => {
      const scenario = await start();
      const { quarantineId } = await toRelease(scenario);
      const organizationId = scenario.organization.id;
      await scenario.store.quarantine.reveal(actor, { organizationId, quarantineId, reason: "which clinic" });
      const entries = await scenario.store.audit.list(organizationId, { afterPosition: 0, limit: 100 });
      expect(entries.at(-1)).toMatchObject({
        action: "quarantine.reveal",
        resource: { kind: "quarantine", name: quarantineId },
        reason: "which clinic",
      });
    });

    test("discards all of the named ones, noted, or none of them", async () => {
      const scenario = await start();
      const { quarantineId } = await toRelease(scenario);
      const { quarantine, audit } = scenario.store;
      const organizationId = scenario.organization.id;
      const unknown = quarantineId.replace(/.$/, (last) => (last === "z" ? "y" : "z"));
      expect(
        await quarantine.discard(actor, { organizationId, quarantineIds: [quarantineId, unknown] }),
      ).toBe(false);
      expect(await listAll(scenario)).toHaveLength(1);
      expect(await quarantine.discard(actor, { organizationId, quarantineIds: [quarantineId] })).toBe(true);
      expect(await listAll(scenario)).toEqual([]);
      const entries = await audit.list(organizationId, { afterPosition: 0, limit: 100 });
      expect(entries.at(-1)?.action).toBe("quarantine.discard");
    });

    test("releases a request as an event with its delivery, taken out of the quarantine and noted", async () => {
      const scenario = await start();
      const request = await toRelease(scenario);
      const organizationId = scenario.organization.id;
      const told: (readonly number[])[] = [];
      scenario.store.onDeliveriesAdded((ids) => told.push(ids));
      const outcome = await scenario.store.quarantine.release(actor, {
        organizationId,
        requests: [{ ...request, override: "stale" }],
        reason: "the clock was wrong",
      });
      expect(outcome).toMatchObject({ outcome: "released", results: [{ outcome: "accepted" }] });
      expect(await listAll(scenario)).toEqual([]);
      const { claimed } = await scenario.claim(START);
      expect(claimed).toMatchObject([{ event: { releasedFrom: request.quarantineId, receivedAt: START } }]);
      expect(told).toEqual([[scenario.endpoint.id]]);
      const entries = await scenario.store.audit.list(organizationId, { afterPosition: 0, limit: 100 });
      expect(entries.at(-1)).toMatchObject({
        action: "quarantine.release",
        resource: { name: request.quarantineId },
        reason: "the clock was wrong",
        facts: { override: "stale" },
      });
    });

    test("a released request that was accepted before is a duplicate, and leaves the quarantine all the same", async () => {
      const scenario = await start();
      const request = await toRelease(scenario);
      const before = await scenario.store.accept(request.event);
      const organizationId = scenario.organization.id;
      const outcome = await scenario.store.quarantine.release(actor, { organizationId, requests: [request] });
      expect(before.outcome).toBe("accepted");
      expect(outcome).toMatchObject({
        outcome: "released",
        results: [
          { outcome: "duplicate", ...(before.outcome === "accepted" && { eventId: before.eventId }) },
        ],
      });
      expect(await listAll(scenario)).toEqual([]);
      expect((await scenario.claim(START)).claimed).toHaveLength(1);
    });

    test("releases nothing when one of several is no longer there", async () => {
      const scenario = await start();
      const [one, another] = [await toRelease(scenario, "id-1"), await toRelease(scenario, "id-2")];
      const { quarantine } = scenario.store;
      const organizationId = scenario.organization.id;
      await quarantine.discard(actor, { organizationId, quarantineIds: [another.quarantineId] });
      const outcome = await quarantine.release(actor, { organizationId, requests: [one, another] });
      expect(outcome).toEqual({ outcome: "not_found" });
      expect(await listAll(scenario)).toHaveLength(1);
      expect((await scenario.claim(START)).claimed).toEqual([]);
    });

    test("releases nothing that was planned on another version of the configuration", async () => {
      const scenario = await start();
      const { quarantineId, event } = await toRelease(scenario);
      const organizationId = scenario.organization.id;
      const outdated = { ...event, configVersion: event.configVersion - 1 };
      const outcome = await scenario.store.quarantine.release(actor, {
        organizationId,
        requests: [{ quarantineId, event: outdated }],
      });
      expect(outcome).toEqual({ outcome: "outdated" });
      expect(await listAll(scenario)).toHaveLength(1);
      expect((await scenario.claim(START)).claimed).toEqual([]);
    });

    test("an id that was never given out names nothing", async () => {
      const scenario = await start();
      const { quarantineId } = await toRelease(scenario);
      const otherTime = quarantineId.replace(/^qua_./, "qua_1");
      const { quarantine } = scenario.store;
      expect(await quarantine.read(scenario.organization.id, otherTime)).toBeUndefined();
      expect(await quarantine.read(scenario.organization.id, "qua_")).toBeUndefined();
    });

    test("is closed with the store", async () => {
      const scenario = await start();
      await scenario.store.close();
      expect(await codeOf(scenario.store.quarantine.add(addition(scenario, [refused(scenario)])))).toBe(
        "store_unavailable",
      );
    });
  });
}
