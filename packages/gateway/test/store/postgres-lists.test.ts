import { describe, expect, onTestFinished, test } from "vitest";
import type { ReplayPlan } from "../../src/store/replay/replay-rows.ts";
import { PostgresDatabase } from "../../src/store/postgres/database.ts";
import { operations } from "../../src/store/postgres/operations.ts";
import type { Statement, Transaction, Value } from "../../src/store/postgres/query.ts";
import { postgresHarness } from "./postgres-harness.ts";
import { Scenario, START } from "./scenario.ts";

const HOUR_MS = 3_600_000;
const LIMITS = { answerMs: 20_000, totalMs: 60_000 };

/** Enough that passing them all shows, whichever table and index it is done on. */
const EVENTS = 40_000;
/** One of so many events is of the organization that looks; the others lie between. */
const SHARE = 8;
const FIRST_ID = 100;
const GAP = 3;

const page = { limit: 10, maxScanned: 50 };
/** Eight blocks for each of those rows: its own, and those of what is told with it. */
const MAX_BLOCKS = 400;

/** A database with many events and deliveries, most of another organization, whose statistics are known. */
async function startFilled(): Promise<Filled> {
  const scenario = await Scenario.start(postgresHarness);
  const database = new PostgresDatabase({ url: scenario.place, isPreparing: false });
  onTestFinished(() => database.close());
  const organizationId = scenario.organization.id;
  const endpointId = scenario.endpoint.id;
  await database.inTransaction(LIMITS, (transaction) =>
    transaction.script(`
      CREATE TEMPORARY TABLE numbers ON COMMIT DROP AS
        SELECT i, ${FIRST_ID} + i * ${GAP} AS event_id, ${START} + i * 1000 AS at, i % ${SHARE} = 0 AS is_own
        FROM generate_series(0, ${EVENTS - 1}) AS i;
      INSERT INTO events (id, organization_id, source_id, received_at, event_type, blob_id, frame_offset, frame_length,
        body_bytes, is_repeat, is_payload_unreadable, dedupe_kind, dedupe_mac)
      SELECT event_id, CASE WHEN is_own THEN ${organizationId} ELSE ${organizationId} + 1 END, ${scenario.source.id}, at,
        'type.' || i % 10, 1, 0, 1, 1, false, false, 'event_id', '' FROM numbers;
      INSERT INTO deliveries (endpoint_id, id, organization_id, event_id, state, created_at, replay_id)
      SELECT CASE WHEN is_own THEN ${endpointId} ELSE ${endpointId} + 1 END, i + 1,
        CASE WHEN is_own THEN ${organizationId} ELSE ${organizationId} + 1 END, event_id,
        CASE WHEN i % 5 = 0 THEN 'failed' ELSE 'delivered' END, at, CASE WHEN is_own AND i < ${EVENTS / 2} THEN 1 END FROM numbers;
      INSERT INTO attempts (endpoint_id, delivery_id, ordinal, organization_id, number, started_at, duration_ms, result,
        is_fenced)
      SELECT endpoint_id, id, 1, organization_id, 1, created_at, 1, 'delivered', false FROM deliveries;
      INSERT INTO event_hours (organization_id, hour, first_id, last_id)
      SELECT ${organizationId}, at / ${HOUR_MS}, min(event_id), max(event_id) FROM numbers WHERE is_own GROUP BY 2;
      UPDATE endpoint_state SET last_delivery_id = ${EVENTS}, fresh_position = ${EVENTS};
      ANALYZE`),
  );
  return { database, organizationId, endpointId };
}

interface Filled {
  readonly database: PostgresDatabase;
  readonly organizationId: number;
  readonly endpointId: number;
}

/** A plan of a replay as far as looking for its events goes. */
function planOf(plan: Omit<ReplayPlan, "asked">): ReplayPlan {
  return { ...plan, asked: {} };
}

/** So dear that nothing else counts any more, and whole tables would be passed by several processes at once. */
const ROWS_ARE_DEAR =
  "SET LOCAL enable_nestloop = off; SET LOCAL jit = off; SET LOCAL max_parallel_workers_per_gather = 0";

type Look = (transaction: Transaction, filled: Filled) => Promise<unknown>;

const MIDDLE = FIRST_ID + (EVENTS / 2) * GAP;
const span = { position: FIRST_ID, endPosition: MIDDLE, maxScanned: page.maxScanned };

/** What no join can make dear. */
const simple: Readonly<Record<string, Look>> = {
  "events after a position": (to, { organizationId }) =>
    operations.listEvents(to, organizationId, { afterPosition: MIDDLE, limit: page.limit }),
  "one event": async (to, { organizationId }) => {
    await operations.readEvent(to, organizationId, MIDDLE);
    await operations.readEventFacts(to, organizationId, MIDDLE);
    await operations.listDeliveries(to, organizationId, MIDDLE);
  },
  "one delivery": async (to, { organizationId, endpointId }) => {
    const key = { endpointId, id: 1, createdAt: START };
    await operations.readDelivery(to, organizationId, key);
    await operations.listAttempts(to, organizationId, key);
  },
};

const lists: Readonly<Record<string, Look>> = {
  "the newest events": (to, { organizationId }) =>
    operations.scanEvents(to, organizationId, {}, { ...page, order: "desc" }),
  "events of a type that hardly any has": (to, { organizationId }) =>
    operations.scanEvents(
      to,
      organizationId,
      { typePatterns: [["rare.*"]] },
      { ...page, order: "asc", after: MIDDLE },
    ),
  "events of a span of time": (to, { organizationId }) =>
    operations.scanEvents(
      to,
      organizationId,
      { receivedFrom: START + 2 * HOUR_MS, receivedTo: START + 3 * HOUR_MS, isConflict: true },
      { ...page, order: "desc" },
    ),
  "events with a dead letter": (to, { organizationId, endpointId }) =>
    operations.scanEvents(
      to,
      organizationId,
      { deliveryState: "failed", endpointId },
      { ...page, order: "desc" },
    ),
  "events that an endpoint missed": (to, { organizationId, endpointId }) =>
    operations.scanEvents(to, organizationId, { missedByEndpointId: endpointId }, { ...page, order: "desc" }),
  "the last position": (to, { organizationId }) => operations.lastEventPosition(to, organizationId),
  "the newest deliveries": (to, { organizationId }) =>
    operations.scanDeliveries(to, organizationId, {}, page),
  "pending deliveries, of which there is none": (to, { organizationId }) =>
    operations.scanDeliveries(to, organizationId, { state: "pending" }, page),
  "an endpoint's deliveries": (to, { organizationId, endpointId }) =>
    operations.scanDeliveries(to, organizationId, { endpointId, createdTo: 1 }, page),
  "dead letters": (to, { organizationId }) =>
    operations.scanDeliveries(to, organizationId, { state: "failed" }, page),
  "an endpoint's dead letters": (to, { organizationId, endpointId }) =>
    operations.scanDeliveries(to, organizationId, { state: "failed", endpointId }, page),
  "what a replay made": (to, { organizationId }) =>
    operations.scanDeliveries(to, organizationId, { replayId: 1 }, page),
  "the states of all endpoints": (to) => operations.listEndpointStates(to, null),
  "what to send again": (to, { organizationId }) =>
    operations.countReplay(to, organizationId, planOf({ what: "resend", filter: {} }), span),
  "dead letters to retry": (to, { organizationId }) =>
    operations.countReplay(
      to,
      organizationId,
      planOf({ what: "retry_failed", filter: { deliveryState: "failed" } }),
      span,
    ),
  "what to fill in": (to, { organizationId, endpointId }) =>
    operations.countReplay(
      to,
      organizationId,
      planOf({
        what: "backfill",
        filter: { missedByEndpointId: endpointId },
        toEndpointId: endpointId,
      }),
      span,
    ),
};

/** Carries out statements and notes for each how many blocks it reads. */
function counting(transaction: Transaction, blocks: number[]): Transaction {
  return {
    script: (sql) => transaction.script(sql),
    closing: (statements) => transaction.closing(statements),
    async query(statement: Statement, values: readonly Value[]) {
      blocks.push(await blocksOf(transaction, statement, values));
      return transaction.query(statement, values);
    },
  };
}

async function blocksOf(
  transaction: Transaction,
  { sql }: Statement,
  values: readonly Value[],
): Promise<number> {
  const explain = { sql: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${sql}`, name: undefined };
  const { rows } = await transaction.query(explain, values);
  const [explained] =
    (rows as readonly { readonly "QUERY PLAN": readonly [Explained] }[])[0]?.["QUERY PLAN"] ?? [];
  if (explained === undefined) throw new Error("nothing was explained");
  return explained.Plan["Shared Hit Blocks"] + explained.Plan["Shared Read Blocks"];
}

interface Explained {
  readonly Plan: { readonly "Shared Hit Blocks": number; readonly "Shared Read Blocks": number };
}

describe("a look at a large Postgres", () => {
  test.each([
    ["as the database plans it", { ...lists, ...simple }, ""],
    // What is fenced off stays so where the database thinks that another way is cheaper, as it does for larger tables.
    ["where joins row by row seem dear", lists, ROWS_ARE_DEAR],
  ])("reads a bounded number of blocks, %s", async (_how, looks, setting) => {
    const filled = await startFilled();
    const found = new Map<string, number>();
    await filled.database.inTransaction(LIMITS, async (transaction) => {
      await transaction.script(setting);
      for (const [name, look] of Object.entries(looks)) {
        const blocks: number[] = [];
        await look(counting(transaction, blocks), filled);
        found.set(name, Math.max(...blocks));
      }
    });
    expect(found.size).toBe(Object.keys(looks).length);
    expect([...found].filter(([, blocks]) => blocks > MAX_BLOCKS)).toEqual([]);
  });

  test("is told where a statement passes a whole table", async () => {
    const { database } = await startFilled();
    for (const table of ["events", "deliveries", "attempts"]) {
      const statement = { sql: `SELECT max(ctid::text) FROM ${table}`, name: undefined };
      const blocks = await database.inTransaction(LIMITS, (to) => blocksOf(to, statement, []));
      expect(blocks).toBeGreaterThan(MAX_BLOCKS);
    }
  });

  test("counts events, not ids, between which there are gaps and events of others", async () => {
    const { database, organizationId } = await startFilled();
    const filter = { typePatterns: [["nothing"]] };
    const look = (order: "asc" | "desc", after?: number): Promise<unknown> =>
      database.inTransaction(LIMITS, (to) =>
        operations.scanEvents(to, organizationId, filter, {
          order,
          limit: 5,
          maxScanned: 4,
          ...(after !== undefined && { after }),
        }),
      );
    const idOf = (index: number): number => FIRST_ID + index * SHARE * GAP;
    const last = EVENTS / SHARE - 1;
    expect(await look("asc")).toEqual({ rows: [], next: idOf(3) });
    expect(await look("asc", idOf(3))).toEqual({ rows: [], next: idOf(7) });
    expect(await look("asc", idOf(last - 2))).toEqual({ rows: [], next: null });
    expect(await look("desc")).toEqual({ rows: [], next: idOf(last - 3) });
    expect(await look("desc", idOf(4))).toEqual({ rows: [], next: idOf(0) });
    expect(await look("desc", idOf(0))).toEqual({ rows: [], next: null });
  });
});
