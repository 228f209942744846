import { describe, expect, test } from "vitest";
import type { QuarantinedSummary, RefusedRequest } from "../../src/store/quarantine/quarantine-store.ts";
import type { Store } from "../../src/store/store.ts";
import { openBeside } from "./postgres-gateways.ts";
import { postgresHarness } from "./postgres-harness.ts";
import { START, Scenario, codeOf, configurationDocument, first } from "./scenario.ts";

const actor = { kind: "api_key", name: "operator" } as const;
const ROUNDS = 20;
const PER_ROUND = 5;

const now = (): number => START;

interface Gateways {
  readonly scenario: Scenario;
  readonly stores: readonly [Store, Store];
}

async function start(): Promise<Gateways> {
  const scenario = await Scenario.start(postgresHarness, configurationDocument(), { now });
  return { scenario, stores: [scenario.store, await openBeside(scenario, { now })] };
}

function refusedBy(scenario: Scenario, gateway: number): RefusedRequest {
  return {
    organizationId: scenario.organization.id,
    sourceId: scenario.source.id,
    receivedAt: START,
    code: `no_match_${gateway}`,
    method: "POST",
    url: "/in/northside/inbox",
    rawHeaders: [],
    body: Buffer.from("{}"),
  };
}

async function keep(store: Store, scenario: Scenario, gateway = 0, maxItems = 10_000): Promise<void> {
  const requests = Array.from({ length: PER_ROUND }, () => refusedBy(scenario, gateway));
  const room = { sourceId: scenario.source.id, maxItems, maxBytes: 1 << 24, maxAgeMs: 86_400_000 };
  await store.quarantine.add({ requests, drops: [], rooms: [room] });
}

/** Both gateways keep requests, batch after batch, at the same time. */
async function keepThroughBoth({ scenario, stores }: Gateways, maxItems?: number): Promise<void> {
  await Promise.all(
    stores.map(async (store, gateway) => {
      for (let round = 0; round < ROUNDS; round += 1) await keep(store, scenario, gateway, maxItems);
    }),
  );
}

function listAll({ store, organization }: Scenario): Promise<readonly QuarantinedSummary[]> {
  return store.quarantine.list(organization.id, {}, { order: "asc", limit: 1000 });
}

describe("a quarantine that two gateways fill", () => {
  test("is followed by its positions without leaving one out", async () => {
    const gateways = await start();
    const { scenario } = gateways;
    const followed: string[] = [];
    let position = 0;
    const follow = async (): Promise<void> => {
      const page = { order: "asc", after: position, limit: 100 } as const;
      for (const request of await scenario.store.quarantine.list(scenario.organization.id, {}, page)) {
        expect(request.position).toBeGreaterThan(position);
        position = request.position;
        followed.push(request.quarantineId);
      }
    };
    const filled = new AbortController();
    const following = (async () => {
      while (!filled.signal.aborted) await follow();
    })();
    await keepThroughBoth(gateways);
    filled.abort();
    await following;
    await follow();
    const all = await listAll(scenario);
    expect(all).toHaveLength(2 * ROUNDS * PER_ROUND);
    expect(followed).toEqual(all.map(({ quarantineId }) => quarantineId));
  });

  test("keeps within its room, and counts each that is pushed out once", async () => {
    const gateways = await start();
    const { scenario } = gateways;
    await keepThroughBoth(gateways, 30);
    const [count] = await scenario.store.quarantine.count(scenario.organization.id);
    expect(count).toMatchObject({ items: 30, pushedOut: 2 * ROUNDS * PER_ROUND - 30 });
  });

  test("is purged by both at once, each request once", async () => {
    const { scenario, stores } = await start();
    for (let round = 0; round < ROUNDS; round += 1) await keep(scenario.store, scenario);
    const counts = await Promise.all(
      stores.map((store) => store.quarantine.purge({ rooms: [], maxAgeMs: -1, limit: 1000 })),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(ROUNDS * PER_ROUND);
  });

  test("gives a request to one of two that release or discard it", async () => {
    const { scenario, stores } = await start();
    await keep(scenario.store, scenario);
    const organizationId = scenario.organization.id;
    for (const { quarantineId } of await listAll(scenario)) {
      const event = scenario.event({ dedupe: { kind: "event_id", key: quarantineId } });
      const requests = [{ quarantineId, event }];
      const [released, isDiscarded] = await Promise.all([
        stores[0].quarantine.release(actor, { organizationId, requests }),
        stores[1].quarantine.discard(actor, { organizationId, quarantineIds: [quarantineId] }),
      ]);
      expect(released.outcome).toBe(isDiscarded ? "not_found" : "released");
    }
    expect(await listAll(scenario)).toEqual([]);
  });

  test("opens nowhere what one gateway has destroyed the key of, and keeps on under another", async () => {
    const { scenario, stores } = await start();
    const organizationId = scenario.organization.id;
    await keep(stores[1], scenario);
    const { quarantineId } = first(await listAll(scenario));
    await stores[1].quarantine.open(organizationId, quarantineId);
    const asked = { organizationId, week: START, reason: "asked for by the clinic" };
    expect(await stores[0].retention.shredWeek(actor, asked)).toBe("shredded");
    expect(await codeOf(stores[1].quarantine.open(organizationId, quarantineId))).toBe(
      "sealed_value_invalid",
    );
    expect(await codeOf(keep(stores[1], scenario))).toBe("store_unavailable");
    await keep(stores[1], scenario);
    const newest = first((await listAll(scenario)).slice(-1));
    const opened = await stores[0].quarantine.open(organizationId, newest.quarantineId);
    expect(opened?.method).toBe("POST");
  });
});
