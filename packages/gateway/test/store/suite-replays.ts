import { describe, expect, test } from "vitest";
import type { NewReplay, Replay, ReplayCommand } from "../../src/store/replay/replay-store.ts";
import {
  Scenario,
  START,
  configurationDocument,
  endpointDocument,
  first,
  organizationDocument,
} from "./scenario.ts";
import type { StoreHarness } from "./scenario.ts";

const SECOND_MS = 1000;
const actor = { kind: "api_key", name: "on call" } as const;

const document = configurationDocument(
  organizationDocument({ endpoints: [endpointDocument(), endpointDocument({ name: "archive" })] }),
);

const resend: NewReplay = {
  what: "resend",
  filter: {},
  to: "archive",
  signing: "re_signed",
  ratePerSecond: 1000,
  reason: "the receiver lost a day",
};

export function replaysSuite(harness: StoreHarness): void {
  describe("replays", () => {
    test("send again to another endpoint what was committed before they were made, each once", async () => {
      const { scenario, clock } = await start(harness);
      const ids = await scenario.acceptMany(5);
      const replay = await created(scenario, resend);
      await scenario.acceptMany(2, { receivedAt: START + 1 });
      expect(replay).toMatchObject({ state: "running", total: 5, done: 0 });
      const done = await runToEnd(scenario, clock, replay);
      expect(done).toMatchObject({ state: "done", total: 5, done: 5, skipped: 0, failed: 0 });
      const made = await madeBy(scenario, replay);
      expect(made.map(({ eventId }) => eventId).toSorted()).toEqual(ids);
      expect(made.every(({ endpoint, state }) => endpoint === "archive" && state === "pending")).toBe(true);
    });

    test("go on after a restart where their last whole piece ended", async () => {
      const { scenario, clock } = await start(harness);
      await scenario.acceptMany(7);
      const replay = await created(scenario, resend);
      clock.now += SECOND_MS;
      await scenario.store.replays.work({ now: clock.now, maxDeliveries: 2, maxScanned: 100 });
      // Delivered by then, so that nothing but the job's own place tells that they are done.
      const archive = first(scenario.organization.endpoints.filter(({ name }) => name === "archive"));
      const { claimed } = await scenario.claim(clock.now, { endpointId: archive.id });
      for (const delivery of claimed) await scenario.record(delivery);
      expect(claimed).toHaveLength(2);
      await scenario.reopen({ now: () => clock.now });
      expect(await read(scenario, replay)).toMatchObject({ state: "running", done: 2 });
      expect(await runToEnd(scenario, clock, replay)).toMatchObject({ state: "done", done: 7, total: 7 });
      expect(await madeBy(scenario, replay)).toHaveLength(7);
    });

    test("look at a bounded number of events a piece, and get to the end all the same", async () => {
      const { scenario, clock } = await start(harness);
      await scenario.acceptMany(9);
      const [last] = await scenario.acceptMany(1, { eventType: "rare", receivedAt: START + 1 });
      const replay = await created(scenario, { ...resend, filter: { types: ["rare"] } });
      for (let piece = 0; piece < 4; piece += 1) {
        clock.now += SECOND_MS;
        await scenario.store.replays.work({ now: clock.now, maxDeliveries: 10, maxScanned: 3 });
        expect(await madeBy(scenario, replay)).toHaveLength(piece < 3 ? 0 : 1);
      }
      expect((await madeBy(scenario, replay))[0]?.eventId).toBe(last);
      expect(await read(scenario, replay)).toMatchObject({ state: "done", done: 1 });
    });

    test("keep to their rate, and owe nothing for the time they stood still", async () => {
      const { scenario, clock } = await start(harness);
      await scenario.acceptMany(9);
      const replay = await created(scenario, { ...resend, ratePerSecond: 2 });
      const doneAfter = async (ms: number): Promise<number | undefined> => {
        clock.now += ms;
        await scenario.store.replays.work({ now: clock.now, maxDeliveries: 100, maxScanned: 100 });
        return (await read(scenario, replay))?.done;
      };
      expect(await doneAfter(0)).toBe(0);
      expect(await doneAfter(500)).toBe(1);
      expect(await doneAfter(499)).toBe(1);
      expect(await doneAfter(1)).toBe(2);
      // A minute later it may catch up one second, not sixty.
      expect(await doneAfter(60 * SECOND_MS)).toBe(4);
      expect(await doneAfter(-3_600_000)).toBe(4);
      expect(await doneAfter(SECOND_MS)).toBe(6);
    });

    test("retry dead letters in place", async () => {
      const { scenario, clock } = await start(harness);
      await scenario.acceptMany(4);
      const { claimed } = await scenario.claim(START, { limit: 3 });
      for (const delivery of claimed) await scenario.record(delivery, { next: { state: "failed" } });
      const { to: _to, ...retry } = { ...resend, what: "retry_failed" as const };
      const replay = await created(scenario, { ...retry, filter: { endpoint: "ehr" } });
      expect(replay.total).toBe(3);
      const handled = claimed[0]?.deliveryId ?? "";
      await scenario.store.deliveries.act(actor, {
        organizationId: scenario.organization.id,
        deliveryId: handled,
        action: "skip",
      });
      // What needs nothing any more at its turn is told as skipped, so that the counts add up.
      expect(await runToEnd(scenario, clock, replay)).toMatchObject({
        total: 3,
        done: 2,
        skipped: 1,
        failed: 0,
      });
      expect(await scenario.store.countDeliveries()).toMatchObject({ pending: 3, failed: 0, cancelled: 1 });
    });

    test("fill in what an endpoint missed, and nothing that it has", async () => {
      const { scenario, clock } = await start(harness);
      const both = scenario.organization.endpoints.map(({ id }) => id);
      const missed = await scenario.acceptMany(3);
      await scenario.acceptMany(2, { endpointIds: both, receivedAt: START + 1 });
      const replay = await created(scenario, { ...resend, what: "backfill" });
      expect(await runToEnd(scenario, clock, replay)).toMatchObject({ total: 3, done: 3 });
      expect((await madeBy(scenario, replay)).map(({ eventId }) => eventId).toSorted()).toEqual(missed);
      const again = await created(scenario, { ...resend, what: "backfill" });
      expect(await runToEnd(scenario, clock, again)).toMatchObject({ total: 0, done: 0 });
    });

    test("send named events only, to each endpoint that has a delivery of them", async () => {
      const { scenario, clock } = await start(harness);
      const both = scenario.organization.endpoints.map(({ id }) => id);
      const ids = await scenario.acceptMany(3, { endpointIds: both });
      for (const endpointId of both) {
        const { claimed } = await scenario.claim(START, { endpointId });
        for (const delivery of claimed) await scenario.record(delivery);
      }
      const { to: _to, ...toSame } = resend;
      const eventIds = [ids[2] ?? "", ids[0] ?? ""];
      const replay = await created(scenario, { ...toSame, filter: { eventIds } });
      expect(await runToEnd(scenario, clock, replay)).toMatchObject({ total: 4, done: 4 });
      const made = await madeBy(scenario, replay);
      expect(new Set(made.map(({ eventId }) => eventId))).toEqual(new Set(eventIds));
    });

    test("make no second delivery of what is on its way to the same endpoint", async () => {
      const { scenario, clock } = await start(harness);
      await scenario.acceptMany(2);
      const replay = await created(scenario, { ...resend, to: "ehr" });
      expect(await runToEnd(scenario, clock, replay)).toMatchObject({ total: 0, done: 0 });
      expect(await madeBy(scenario, replay)).toEqual([]);
    });

    test("mark what they make, for whoever sends it", async () => {
      const { scenario, clock } = await start(harness);
      await scenario.acceptMany(1);
      const replay = await created(scenario, resend);
      await runToEnd(scenario, clock, replay);
      const archive = first(scenario.organization.endpoints.filter(({ name }) => name === "archive"));
      const { claimed } = await scenario.claim(clock.now, { endpointId: archive.id });
      expect(claimed[0]?.replay).toEqual({ replayId: replay.replayId, isAsReceived: false });
      expect((await scenario.claimOne(clock.now)).replay).toBeUndefined();
    });

    test("are paused, resumed and stopped, each noted; a stopped one stays so", async () => {
      const { scenario, clock } = await start(harness);
      await scenario.acceptMany(3);
      const replay = await created(scenario, resend);
      const work = (): ReturnType<typeof scenario.store.replays.work> => {
        clock.now += SECOND_MS;
        return scenario.store.replays.work({ now: clock.now, maxDeliveries: 1, maxScanned: 100 });
      };
      await work();
      expect(await command(scenario, replay, "pause")).toBe("paused");
      expect(await work()).toBeUndefined();
      expect(await command(scenario, replay, "pause")).toBe("not_allowed");
      expect(await command(scenario, replay, "resume")).toBe("running");
      await work();
      expect(await command(scenario, replay, "stop")).toBe("stopped");
      expect(await work()).toBeUndefined();
      for (const one of ["pause", "resume", "stop"] as const) {
        expect(await command(scenario, replay, one)).toBe("not_allowed");
      }
      expect(await read(scenario, replay)).toMatchObject({ state: "stopped", done: 2, total: 3 });
      const entries = await scenario.store.audit.list(scenario.organization.id, {
        afterPosition: 0,
        limit: 100,
      });
      const noted = entries.filter(({ resource }) => resource.name === replay.replayId);
      expect(noted.map(({ action }) => action)).toEqual([
        "replay.create",
        "replay.pause",
        "replay.resume",
        "replay.stop",
      ]);
      expect(noted[0]).toMatchObject({ actor, reason: resend.reason, facts: { what: "resend", total: 3 } });
    });

    test("are counted before they are made", async () => {
      const { scenario } = await start(harness);
      await scenario.acceptMany(3);
      const { replays } = scenario.store;
      expect(await replays.preview(scenario.organization.id, resend)).toEqual({
        outcome: "counted",
        count: 3,
      });
      expect((await replays.list(scenario.organization.id, { limit: 10 })).replays).toEqual([]);
    });

    test.each([
      ["source_unknown", { filter: { source: "nobody" } }],
      ["endpoint_unknown", { filter: { endpoint: "nobody" } }],
      ["event_unknown", { filter: { eventIds: ["evt_x"] } }],
      ["target_unknown", { to: "nobody" }],
      ["target_not_accepted", { what: "retry_failed" }],
      ["not_as_received", { signing: "as_received" }],
    ] as const)("are refused as %s", async (fault, change) => {
      const { scenario } = await start(harness);
      const request: NewReplay = { ...resend, ...change };
      const refused = { outcome: "refused", fault };
      const { replays } = scenario.store;
      expect(await replays.preview(scenario.organization.id, request)).toEqual(refused);
      expect(await replays.create(actor, scenario.organization.id, request)).toEqual(refused);
    });

    test("are refused as target_missing where a backfill names no endpoint", async () => {
      const { scenario } = await start(harness);
      const { to: _to, ...request } = { ...resend, what: "backfill" as const };
      expect(await scenario.store.replays.create(actor, scenario.organization.id, request)).toEqual({
        outcome: "refused",
        fault: "target_missing",
      });
    });

    test("are listed newest first, page by page, and only to their organization", async () => {
      const { scenario } = await start(harness);
      const ids: string[] = [];
      for (let index = 0; index < 3; index += 1) ids.push((await created(scenario, resend)).replayId);
      const { replays } = scenario.store;
      const one = await replays.list(scenario.organization.id, { limit: 2 });
      const two = await replays.list(scenario.organization.id, {
        limit: 2,
        ...(one.next !== undefined && { before: one.next }),
      });
      expect([...one.replays, ...two.replays].map(({ replayId }) => replayId)).toEqual(ids.toReversed());
      expect(two.next).toBeUndefined();
      const other = await scenario.store.organizations.ensure(actor, "southside");
      expect((await replays.list(other.id, { limit: 2 })).replays).toEqual([]);
      expect(await replays.read(other.id, ids[0] ?? "")).toBeUndefined();
      const asked = { organizationId: other.id, replayId: ids[0] ?? "", command: "stop" } as const;
      expect(await replays.command(actor, asked)).toEqual({ outcome: "not_found" });
    });
  });
}

interface Clock {
  now: number;
}

async function start(harness: StoreHarness): Promise<{ readonly scenario: Scenario; readonly clock: Clock }> {
  const clock = { now: START };
  return { scenario: await Scenario.start(harness, document, { now: () => clock.now }), clock };
}

async function created({ store, organization }: Scenario, replay: NewReplay): Promise<Replay> {
  const outcome = await store.replays.create(actor, organization.id, replay);
  if (outcome.outcome !== "created") throw new Error(`not created: ${JSON.stringify(outcome)}`);
  return outcome.replay;
}

function read({ store, organization }: Scenario, { replayId }: Replay): Promise<Replay | undefined> {
  return store.replays.read(organization.id, replayId);
}

async function command(
  { store, organization }: Scenario,
  { replayId }: Replay,
  one: ReplayCommand,
): Promise<string> {
  const outcome = await store.replays.command(actor, {
    organizationId: organization.id,
    replayId,
    command: one,
  });
  return outcome.outcome === "done" ? outcome.replay.state : outcome.outcome;
}

async function runToEnd(scenario: Scenario, clock: Clock, replay: Replay): Promise<Replay | undefined> {
  for (let piece = 0; piece < 100; piece += 1) {
    clock.now += SECOND_MS;
    const next = await scenario.store.replays.work({ now: clock.now, maxDeliveries: 100, maxScanned: 100 });
    if (next === undefined) return read(scenario, replay);
  }
  throw new Error("the replay does not end");
}

async function madeBy(
  { store, organization }: Scenario,
  { replayId }: Replay,
): Promise<Awaited<ReturnType<typeof store.deliveries.list>>["deliveries"]> {
  return (await store.deliveries.list(organization.id, { replayId }, { limit: 100 })).deliveries;
}
