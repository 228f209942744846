import { describe, expect, test } from "vitest";
import type { Database } from "../../src/store/sqlite/driver.ts";
import { moveDeliveryStep } from "../../src/store/sqlite/move-deliveries.ts";
import {
  countReplayOperation,
  listReplaysOperation,
  listRunningReplaysOperation,
  setReplayStateStep,
} from "../../src/store/sqlite/replays.ts";
import {
  listAttemptsOperation,
  readDeliveryOperation,
  scanDeliveriesOperation,
} from "../../src/store/sqlite/scan-deliveries.ts";
import { readEventFactsOperation, scanEventsOperation } from "../../src/store/sqlite/scan-events.ts";
import { stepReplayOperation } from "../../src/store/sqlite/step-replay.ts";
import { Scenario, START, configurationDocument } from "./scenario.ts";
import { databaseOf, sqliteHarness } from "./sqlite-harness.ts";

const operations = {
  scanEventsOperation,
  readEventFactsOperation,
  scanDeliveriesOperation,
  readDeliveryOperation,
  listAttemptsOperation,
  moveDeliveryStep,
  listReplaysOperation,
  listRunningReplaysOperation,
  countReplayOperation,
  stepReplayOperation,
  setReplayStateStep,
} as const satisfies Readonly<Record<string, (database: Database) => unknown>>;

/** Values that a statement was given as a list, and the index that holds running replays only: short both. */
const SHORT_LIST = /^SCAN (?:json_each|p|l)\b|USING INDEX replays_running$/;

/** What a statement looks at without an index, or sorts as a whole. The last terms of an order are those of one event. */
function faults(database: Database, sql: string): readonly string[] {
  const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { readonly detail: string }[];
  return plan
    .map(({ detail }) => detail)
    .filter(
      (detail) =>
        (detail.startsWith("SCAN") && !SHORT_LIST.test(detail)) || /TEMP B-TREE FOR ORDER BY/.test(detail),
    );
}

describe("query plans of lists, actions and replays", () => {
  test.each(Object.entries(operations))("%s reads indexes only", async (_name, prepareAll) => {
    const scenario = await Scenario.start(sqliteHarness);
    const database = databaseOf(scenario);
    const statements: string[] = [];
    prepareAll({
      exec: (sql) => database.exec(sql),
      prepare: (sql) => {
        statements.push(sql);
        return database.prepare(sql);
      },
      isTransaction: false,
      close: () => {},
    });
    expect(statements.length).toBeGreaterThan(0);
    expect(statements.flatMap((sql) => faults(database, sql))).toEqual([]);
  });

  test("are told where a table is scanned or sorted", async () => {
    const database = databaseOf(await Scenario.start(sqliteHarness));
    expect(faults(database, "SELECT id FROM events WHERE event_type = 'a'")).toHaveLength(1);
    const sorting = "SELECT id FROM events WHERE organization_id = 1 ORDER BY received_at";
    expect(faults(database, sorting)).toHaveLength(1);
  });
});

describe("a look at the database", () => {
  test("never looks at more events than it may, and goes on behind them", async () => {
    const scenario = await Scenario.start(sqliteHarness);
    await scenario.acceptMany(9);
    const scan = scanEventsOperation(databaseOf(scenario));
    const look = (after: number | undefined, order: "asc" | "desc"): ReturnType<typeof scan> =>
      scan(
        scenario.organization.id,
        { typePatterns: [["nothing"]] },
        { order, limit: 5, maxScanned: 4, ...(after !== undefined && { after }) },
      );
    expect(look(undefined, "desc")).toEqual({ rows: [], next: 6 });
    expect(look(6, "desc")).toEqual({ rows: [], next: 2 });
    expect(look(2, "desc")).toEqual({ rows: [], next: null });
    expect(look(undefined, "asc")).toEqual({ rows: [], next: 4 });
    expect(look(8, "asc")).toEqual({ rows: [], next: null });
  });

  test("skips hours in which nothing was received", async () => {
    const scenario = await Scenario.start(sqliteHarness);
    const HOUR_MS = 3_600_000;
    await scenario.acceptMany(5, { receivedAt: START });
    await scenario.acceptMany(1, { receivedAt: START + 5 * HOUR_MS });
    await scenario.acceptMany(5, { receivedAt: START + 9 * HOUR_MS });
    const scan = scanEventsOperation(databaseOf(scenario));
    const filter = { receivedFrom: START + 4 * HOUR_MS, receivedTo: START + 6 * HOUR_MS };
    const found = scan(scenario.organization.id, filter, { order: "desc", limit: 5, maxScanned: 1 });
    expect(found.rows.map(({ receivedAt }) => receivedAt)).toEqual([START + 5 * HOUR_MS]);
    expect(found.next).toBeNull();
  });

  test("passes every delivery of an event with more of them than may be looked at", async () => {
    const scenario = await Scenario.start(sqliteHarness, configurationDocument());
    const { store, organization, endpoint } = scenario;
    await scenario.acceptMany(1);
    const database = databaseOf(scenario);
    database.exec(`
      WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 9)
      INSERT INTO deliveries (endpoint_id, id, organization_id, event_id, state, created_at)
      SELECT ${endpoint.id}, i, ${organization.id}, 1, 'failed', ${START} FROM n`);
    const scan = scanDeliveriesOperation(database);
    const one = scan(organization.id, { state: "failed" }, { limit: 100, maxScanned: 3 });
    expect(one.rows).toHaveLength(8);
    expect(one.next).not.toBeNull();
    const two = scan(
      organization.id,
      { state: "failed" },
      { limit: 100, maxScanned: 3, ...(one.next !== null && { after: one.next }) },
    );
    expect(two).toEqual({ rows: [], next: null });
    expect(
      (await store.deliveries.list(organization.id, { state: "failed" }, { limit: 5 })).deliveries,
    ).toHaveLength(5);
  });
});
