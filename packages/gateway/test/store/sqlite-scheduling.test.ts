import { describe, expect, test } from "vitest";
import {
  LEASE_MS,
  Scenario,
  START,
  configurationDocument,
  endpointDocument,
  organizationDocument,
} from "./scenario.ts";
import { databaseOf, sqliteHarness } from "./sqlite-harness.ts";

/** What endpoint_state says must always be what counting the rows would say. */
const DRIFT = `
  SELECT s.endpoint_id FROM endpoint_state s
  LEFT JOIN (SELECT endpoint_id, sum(state = 'pending') AS pending, sum(state = 'in_flight') AS in_flight,
      sum(state = 'delivered') AS delivered, sum(state = 'failed') AS failed, sum(state = 'held') AS held,
      max(id) AS last_id, min(CASE WHEN state = 'pending' AND is_waiting = 0 THEN coalesce(due_at, 0) END) AS next_due_at
    FROM deliveries GROUP BY endpoint_id) d ON d.endpoint_id = s.endpoint_id
  WHERE s.pending IS NOT coalesce(d.pending, 0) OR s.in_flight IS NOT coalesce(d.in_flight, 0)
     OR s.delivered IS NOT coalesce(d.delivered, 0) OR s.failed IS NOT coalesce(d.failed, 0)
     OR s.held IS NOT coalesce(d.held, 0) OR s.last_delivery_id IS NOT coalesce(d.last_id, 0)
     OR s.next_due_at > d.next_due_at OR (s.next_due_at IS NULL AND d.next_due_at IS NOT NULL)`;

/** In each line exactly the first delivery may be claimed, all are open, and no line is left without any. */
const BROKEN_LINES = `
  SELECT l.id FROM order_lines l LEFT JOIN deliveries d ON d.order_line_id = l.id GROUP BY l.id
  HAVING count(d.id) = 0 OR sum(d.is_waiting = 0) <> 1 OR min(d.id) <> min(CASE WHEN d.is_waiting = 0 THEN d.id END)
    OR sum(d.state NOT IN ('pending', 'in_flight', 'failed')) > 0 OR sum(d.is_waiting = 1 AND d.state <> 'pending') > 0`;

describe("the state of endpoints", () => {
  test("never drifts from the rows over a long random history", async () => {
    const endpoints = ["a", "b"].map((name) => endpointDocument({ name }));
    const document = configurationDocument(organizationDocument({ endpoints }));
    const scenario = await Scenario.start(sqliteHarness, document, { now: () => START });
    const database = databaseOf(scenario);
    const random = sequence(42);
    let now = START;
    for (let round = 0; round < 60; round += 1) {
      now += Math.floor(random() * 20_000);
      const accepting = Array.from({ length: Math.floor(random() * 12) }, () =>
        scenario.store.accept(
          scenario.event({
            dedupe: { kind: "event_id", key: `${Math.floor(random() * 60)}` },
            body: Buffer.from(random() < 0.2 ? "other" : "usual"),
            endpointIds: scenario.organization.endpoints.slice(random() < 0.5 ? 1 : 0).map(({ id }) => id),
            receivedAt: now,
            ...(random() < 0.5 && { orderingKey: `patient-${Math.floor(random() * 5)}` }),
          }),
        ),
      );
      await Promise.all(accepting);
      for (const { id } of scenario.organization.endpoints) {
        const { claimed } = await scenario.claim(now, { endpointId: id, limit: Math.floor(random() * 8) });
        const outcomes = [
          { state: "delivered" },
          { state: "failed" },
          { state: "pending", dueAt: now + Math.floor(random() * 60_000), isRefusal: false },
        ] as const;
        // Some outcomes never arrive, as if the process that sent them had died.
        const arriving = claimed.filter(() => random() < 0.8);
        await Promise.all(
          arriving.map((delivery) =>
            scenario.record(delivery, { next: outcomes[Math.floor(random() * 3)] ?? outcomes[0] }),
          ),
        );
      }
      if (random() < 0.3) await scenario.store.expireLeases(now);
      expect(database.prepare(DRIFT).all()).toEqual([]);
      expect(database.prepare(BROKEN_LINES).all()).toEqual([]);
    }
    await scenario.store.expireLeases(now + LEASE_MS);
    await scenario.reopen({ now: () => now });
    expect(database.prepare(DRIFT).all()).toEqual([]);
    expect((await scenario.store.countDeliveries()).in_flight).toBe(0);
  });
});

describe("deliveries that wait for another of their ordering key", () => {
  test("are never stepped over one by one: the cursor stays at the end while only they are added", async () => {
    const scenario = await Scenario.start(sqliteHarness);
    const database = databaseOf(scenario);
    const position = (): unknown =>
      database.prepare("SELECT fresh_position AS fresh, last_delivery_id AS last FROM endpoint_state").get();
    await scenario.acceptMany(1, { orderingKey: "one" });
    await scenario.record(await scenario.claimOne(START), { next: { state: "failed" } });
    await scenario.acceptMany(20, { orderingKey: "one", receivedAt: START + 1 });
    expect(position()).toEqual({ fresh: 21, last: 21 });
    expect(await scenario.store.dueEndpoints(START + 1)).toEqual({ due: [], nextDueAt: undefined });
    await scenario.acceptMany(1, { receivedAt: START + 2 });
    expect(position()).toEqual({ fresh: 21, last: 22 });
    expect((await scenario.claim(START + 2)).claimed.length).toBe(1);
  });

  test("of a deleted endpoint are cancelled and leave no line behind", async () => {
    const scenario = await Scenario.start(sqliteHarness);
    const { id: organizationId } = scenario.organization;
    const document = endpointDocument({ name: "archive" });
    const put = (disabledReason: "deleted" | null): Promise<unknown> =>
      scenario.store.resources.editEndpoint({
        organizationId,
        name: document.name,
        actor: { kind: "api_key", name: "admin key", address: "192.0.2.7" },
        edit: () => ({
          document,
          disabledReason,
          note: { action: "endpoint.put", resource: { kind: "endpoint", name: document.name } },
        }),
      });
    await put(null);
    await scenario.reload();
    const endpointIds = [scenario.organization.endpoints[1]?.id ?? 0];
    await scenario.acceptMany(5, { endpointIds, orderingKey: "one" });
    await put("deleted");
    const database = databaseOf(scenario);
    expect(database.prepare("SELECT count(*) AS lines FROM order_lines").get()).toEqual({ lines: 0 });
    const waiting =
      "SELECT count(*) AS rows FROM deliveries WHERE is_waiting = 1 OR order_line_id IS NOT NULL";
    expect(database.prepare(waiting).get()).toEqual({ rows: 0 });
    expect(await scenario.store.countDeliveries()).toMatchObject({ cancelled: 5, pending: 0 });
  });

  test("are passed by one claim also where sixty thousand lie before a delivery of another key", async () => {
    const scenario = await Scenario.start(sqliteHarness);
    await scenario.acceptMany(1, { orderingKey: "one" });
    const database = databaseOf(scenario);
    // As if they had been added beside work that was not claimed yet.
    database.exec(`
      WITH RECURSIVE numbers (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM numbers WHERE n <= 60000)
      INSERT INTO deliveries (endpoint_id, id, organization_id, event_id, state, created_at, order_line_id, is_waiting)
      SELECT endpoint_id, n, organization_id, event_id, 'pending', created_at, order_line_id, 1
      FROM deliveries, numbers;
      UPDATE endpoint_state SET last_delivery_id = 60001, pending = 60001, next_due_at = 0`);
    await scenario.acceptMany(1, { receivedAt: START + 1 });
    expect((await scenario.claim(START + 1)).claimed.length).toBe(2);
    expect((await scenario.store.dueEndpoints(START + 1)).due).toEqual([]);
  });
});

describe("leases of an earlier process", () => {
  test("are void at the next start, long before they end", async () => {
    const scenario = await Scenario.start(sqliteHarness, configurationDocument(), { now: () => START });
    await scenario.acceptMany(2);
    await scenario.claimOne(START);
    await scenario.reopen({ now: () => START + 1 });
    expect((await scenario.claim(START + 1)).claimed).toHaveLength(2);
  });
});

describe("query plans", () => {
  test.each([
    [
      "voiding leases at start",
      "UPDATE deliveries SET state = 'pending' WHERE state = 'in_flight' AND lease_until <= 1",
    ],
    [
      "never-tried deliveries",
      "SELECT id FROM deliveries WHERE endpoint_id = 1 AND id > 5 ORDER BY id LIMIT 5",
    ],
    [
      "retries",
      `SELECT id FROM deliveries WHERE endpoint_id = 1 AND state = 'pending' AND due_at IS NOT NULL AND due_at <= 9
       ORDER BY due_at, id LIMIT 5`,
    ],
    [
      "never-tried deliveries within a range that do not wait",
      `SELECT id FROM deliveries WHERE endpoint_id = 1 AND id > 5 AND id <= 9 AND state = 'pending' AND due_at IS NULL
         AND is_waiting = 0 ORDER BY id LIMIT 5`,
    ],
    ["the first delivery of a line", "SELECT id FROM deliveries WHERE order_line_id = 1 ORDER BY id LIMIT 1"],
    ["the line of a key", "SELECT id FROM order_lines WHERE endpoint_id = 1 AND hash = 1 AND mac = x'00'"],
    [
      "the oldest delivery that was put off",
      `SELECT created_at FROM deliveries WHERE endpoint_id = 1 AND state = 'pending'
         AND (due_at IS NOT NULL OR is_waiting = 1) ORDER BY id LIMIT 1`,
    ],
    [
      "an organization's events",
      "SELECT id FROM events WHERE organization_id = 1 AND id > 5 ORDER BY id LIMIT 5",
    ],
  ])("read an index for %s, without scanning or sorting", async (_what, sql) => {
    const scenario = await Scenario.start(sqliteHarness);
    const plan = databaseOf(scenario).prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as {
      readonly detail: string;
    }[];
    expect(plan.filter(({ detail }) => !detail.startsWith("SEARCH"))).toEqual([]);
  });
});

/** A small repeatable random sequence (mulberry32). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
