import pg from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import type { NewReplay, Replay } from "../../src/store/replay/replay-store.ts";
import type { Store } from "../../src/store/store.ts";
import { waitUntil } from "../support/wait-until.ts";
import { openBeside } from "./postgres-gateways.ts";
import { postgresHarness } from "./postgres-harness.ts";
import {
  Scenario,
  START,
  configurationDocument,
  endpointDocument,
  first,
  organizationDocument,
} from "./scenario.ts";

const actor = { kind: "api_key", name: "on call" } as const;
const reason = "the receiver lost a day";
const both = organizationDocument({ endpoints: [endpointDocument(), endpointDocument({ name: "archive" })] });
const bounds = { maxDeliveries: 7, maxScanned: 100 };

const resend: NewReplay = {
  what: "resend",
  filter: {},
  to: "archive",
  signing: "re_signed",
  ratePerSecond: 1000,
  reason,
};

/** Two gateways on one database, with one clock. */
class Gateways {
  readonly scenario: Scenario;
  readonly stores: readonly Store[];
  readonly clock: { now: number };

  private constructor(scenario: Scenario, stores: readonly Store[], clock: { now: number }) {
    this.scenario = scenario;
    this.stores = stores;
    this.clock = clock;
  }

  static async start(): Promise<Gateways> {
    const clock = { now: START };
    const now = (): number => clock.now;
    const scenario = await Scenario.start(postgresHarness, configurationDocument(both), { now });
    return new Gateways(scenario, [scenario.store, await openBeside(scenario, { now })], clock);
  }

  accept(count: number): Promise<readonly string[]> {
    const keys = Array.from({ length: count }, (_, index) => `${index}`);
    return Promise.all(
      keys.map(async (key) => {
        const event = this.scenario.event({ dedupe: { kind: "event_id", key } });
        const result = await this.scenario.store.accept(event);
        return result.outcome === "accepted" ? result.eventId : "";
      }),
    );
  }

  async create(request: NewReplay): Promise<Replay> {
    const created = await this.scenario.store.replays.create(actor, this.scenario.organization.id, request);
    if (created.outcome !== "created") throw new Error(`not created: ${created.outcome}`);
    return created.replay;
  }

  read({ replayId }: Replay): Promise<Replay | undefined> {
    return this.scenario.store.replays.read(this.scenario.organization.id, replayId);
  }

  /** Lets time pass, then both do the next piece at once. */
  async work(ms: number): Promise<readonly (number | undefined)[]> {
    this.clock.now += ms;
    const { now } = this.clock;
    const next = await Promise.all(this.stores.map((store) => store.replays.work({ now, ...bounds })));
    return next.map((found) => found?.nextAt);
  }

  async runToEnd(ms: number): Promise<void> {
    for (let piece = 0; piece < 100; piece += 1) {
      if ((await this.work(ms)).every((nextAt) => nextAt === undefined)) return;
    }
    throw new Error("the replay does not end");
  }
}

/** Lets nobody write deliveries until it is released, so that a test can choose who comes first. */
async function holdDeliveries({ place }: Scenario): Promise<{
  readonly waiting: (count: number) => Promise<void>;
  readonly release: () => Promise<void>;
}> {
  const client = new pg.Client({ connectionString: place });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query("BEGIN; LOCK TABLE deliveries IN SHARE MODE");
  const waiting = async (): Promise<number> => {
    const { rows } = await client.query<{ readonly count: string }>(
      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    return Number(rows[0]?.count);
  };
  return {
    waiting: (count) => waitUntil(`${count} wait for a lock`, async () => (await waiting()) === count),
    release: async () => void (await client.query("COMMIT")),
  };
}

describe("a replay that two gateways work on", () => {
  test("makes each delivery once, and its counts add up", async () => {
    const gateways = await Gateways.start();
    const { scenario } = gateways;
    const eventIds = await gateways.accept(40);
    const replay = await gateways.create(resend);
    await gateways.runToEnd(10);
    expect(await gateways.read(replay)).toMatchObject({ state: "done", total: 40, done: 40, skipped: 0 });
    const { id } = scenario.organization;
    const query = { replayId: replay.replayId };
    const { deliveries } = await scenario.store.deliveries.list(id, query, { limit: 100 });
    expect(deliveries.map(({ eventId }) => eventId).toSorted()).toEqual(eventIds.toSorted());
    const states = await scenario.store.endpointStates(gateways.clock.now, id);
    expect(states.map(({ pending }) => pending)).toEqual([40, 40]);
    const entries = await scenario.store.audit.list(id, { afterPosition: 0, limit: 100 });
    expect(entries.filter(({ action }) => action === "replay.finish")).toHaveLength(1);
  });

  test("makes no delivery twice where one gateway looked before the other had written", async () => {
    const gateways = await Gateways.start();
    await gateways.accept(3);
    const replay = await gateways.create(resend);
    const held = await holdDeliveries(gateways.scenario);
    const working = gateways.work(1000);
    // One is about to add its deliveries; the other has found the same events and waits for the first.
    await held.waiting(2);
    await held.release();
    await working;
    await gateways.runToEnd(1000);
    expect(await gateways.read(replay)).toMatchObject({ state: "done", total: 3, done: 3 });
    const query = { replayId: replay.replayId };
    const { id } = gateways.scenario.organization;
    const { deliveries } = await gateways.scenario.store.deliveries.list(id, query, { limit: 100 });
    expect(deliveries).toHaveLength(3);
  });

  test("keeps to one rate", async () => {
    const gateways = await Gateways.start();
    await gateways.accept(20);
    const replay = await gateways.create({ ...resend, ratePerSecond: 10 });
    const done: (number | undefined)[] = [];
    for (let tenth = 0; tenth < 10; tenth += 1) {
      await gateways.work(100);
      done.push((await gateways.read(replay))?.done);
    }
    expect(done).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test("counts what a person did with dead letters at the same time as skipped", async () => {
    const gateways = await Gateways.start();
    const { scenario, clock, stores } = gateways;
    await gateways.accept(20);
    const { claimed } = await scenario.claim(START, { limit: 20, concurrency: 20 });
    await Promise.all(claimed.map((delivery) => scenario.record(delivery, { next: { state: "failed" } })));
    const { to: _to, ...request } = { ...resend, what: "retry_failed" as const };
    const replay = await gateways.create(request);
    const skip = async (deliveryId: string, index: number): Promise<string> => {
      const store = stores[index % stores.length] ?? scenario.store;
      const organizationId = scenario.organization.id;
      return (await store.deliveries.act(actor, { organizationId, deliveryId, action: "skip" })).outcome;
    };
    const [outcomes] = await Promise.all([
      Promise.all(claimed.map(({ deliveryId }, index) => skip(deliveryId, index))),
      gateways.runToEnd(10),
    ]);
    const skipped = outcomes.filter((outcome) => outcome === "done").length;
    expect(await gateways.read(replay)).toMatchObject({ total: 20, done: 20 - skipped, skipped, failed: 0 });
    const { id } = scenario.organization;
    const listed = await scenario.store.deliveries.list(id, { endpoint: "ehr" }, { limit: 100 });
    const inState = (wanted: string): number =>
      listed.deliveries.filter(({ state }) => state === wanted).length;
    expect([inState("pending"), inState("cancelled")]).toEqual([20 - skipped, skipped]);
    const counted = await scenario.store.endpointStates(clock.now, id);
    expect(counted.map(({ pending, failed }) => [pending, failed])).toEqual([
      [20 - skipped, 0],
      [0, 0],
    ]);
  });
});

describe("a payload that is erased through another gateway", () => {
  test("stays where a replay has begun to send it", async () => {
    const gateways = await Gateways.start();
    const { scenario, stores, clock } = gateways;
    const eventId = first(await gateways.accept(1));
    await scenario.record(await scenario.claimOne(START));
    const replay = await gateways.create(resend);
    clock.now += 1000;
    const held = await holdDeliveries(scenario);
    const working = scenario.store.replays.work({ now: clock.now, ...bounds });
    await held.waiting(1);
    const organizationId = scenario.organization.id;
    const erasing = stores[1]?.retention.erasePayload(actor, { organizationId, eventId, reason });
    await held.waiting(2);
    await held.release();
    await working;
    expect(await erasing).toBe("deliveries_open");
    expect(await gateways.read(replay)).toMatchObject({ done: 1, failed: 0 });
  });
});
