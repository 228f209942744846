import { GatewayError } from "../../../errors.ts";
import type { CounterName, Counters } from "../../move/counters.ts";
import { fittingRows } from "../../move/fitting-rows.ts";
import type { MoveMark } from "../../move/move-mark.ts";
import type { MoveSide, RowRange, RowsToWrite } from "../../move/move-side.ts";
import type { Cell, Row } from "../../move/row.ts";
import { sealedColumns, selectRows } from "../../move/select-rows.ts";
import type { Selection } from "../../move/select-rows.ts";
import type { PlannedColumn, TablePlan } from "../../move/table-plan.ts";
import type { PostgresDatabase } from "../database.ts";
import { addLeases } from "../leases.ts";
import { prepare } from "../query.ts";
import type { Transaction, Value } from "../query.ts";
import type { TimeLimits } from "../transaction.ts";
import { insertRows } from "./insert-rows.ts";
import { postgresCounters, readCounters, writeCounters } from "./move-counters.ts";
import { readMark, writeMark } from "./move-marks.ts";
import { postgresSelect } from "./postgres-select.ts";
import { lowerFence, raiseFence } from "./write-fence.ts";

/** A batch is written in a fraction of a second; on a busy server it may take its time. */
const BATCH_LIMITS: TimeLimits = { answerMs: 60_000, totalMs: 180_000 };

/** Counting a large table reads all of it. */
const COUNT_LIMITS: TimeLimits = { answerMs: 1_800_000, totalMs: 1_800_000 };

const listProgress = prepare<{ readonly name: string; readonly rows: number }>(
  "SELECT table_name AS name, rows FROM move_progress",
);
const advance = prepare("UPDATE move_progress SET rows = rows + $1 WHERE table_name = $2 AND rows = $3");

export class PostgresMoveSide implements MoveSide {
  readonly engine = "postgres";
  readonly counters: readonly CounterName[] = postgresCounters;
  readonly #database: PostgresDatabase;

  constructor(database: PostgresDatabase) {
    this.#database = database;
  }

  readMark(): Promise<MoveMark | undefined> {
    return this.#run(readMark);
  }

  async writeMark(mark: MoveMark | undefined): Promise<void> {
    await this.#run(async (transaction) => {
      await (mark?.role === "source" ? raiseFence(transaction) : lowerFence(transaction));
      await writeMark(transaction, mark);
    });
  }

  async countRows(table: string): Promise<number> {
    const query = prepare<{ readonly count: number }>(`SELECT count(*) AS count FROM ${table}`);
    const row = await this.#database.inTransaction(COUNT_LIMITS, (transaction) => query.get(transaction));
    return row?.count ?? 0;
  }

  async batchSize(
    plan: TablePlan,
    { after, maxRows }: { readonly after?: Row | undefined; readonly maxRows: number },
  ): Promise<number> {
    if (sealedColumns(plan).length === 0) return maxRows;
    const weights = await this.#select(plan, "weights", {
      after,
      limit: maxRows,
    });
    return fittingRows(weights.map(({ bytes }) => Number(bytes)));
  }

  readRows(plan: TablePlan, range: RowRange): Promise<readonly Row[]> {
    return this.#select(plan, "rows", range);
  }

  async readLastRow(plan: TablePlan): Promise<Row | undefined> {
    return (await this.#select(plan, "last", { limit: 1 }))[0];
  }

  async readProgress(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#run((transaction) => listProgress.all(transaction));
    return new Map(rows.map(({ name, rows: count }) => [name, count]));
  }

  async writeRows(plan: TablePlan, { rows, before }: RowsToWrite): Promise<void> {
    const { sql, values } = insertRows(plan, rows);
    await this.#run(async (transaction) => {
      // First, so that two moves into one database wait for each other here and the second one is refused.
      if ((await advance.run(transaction, rows.length, plan.name, before)) === 0) {
        throw new GatewayError("database_in_use", "somebody else writes into the target of the move");
      }
      await prepare(sql).run(transaction, ...values);
      if (plan.name === "deliveries") await addLeases(transaction, leasedAmong(rows));
    });
  }

  readCounters(): Promise<Counters> {
    return this.#run(readCounters);
  }

  writeCounters(counters: Counters): Promise<void> {
    return this.#run((transaction) => writeCounters(transaction, counters));
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  #run<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return this.#database.inTransaction(BATCH_LIMITS, work);
  }

  async #select(plan: TablePlan, selection: Selection, { after, limit }: RowRange): Promise<readonly Row[]> {
    const query = prepare<Row>(
      selectRows(plan, postgresSelect, { selection, hasAfter: after !== undefined }),
    );
    const key =
      after === undefined ? [] : plan.key.map((column) => toValue(after[column.name] ?? null, column));
    return this.#run((transaction) => query.all(transaction, ...key, limit));
  }
}

/** Leases of the other engine stand in the deliveries alone. */
function leasedAmong(rows: readonly Row[]): Parameters<typeof addLeases>[1] {
  return rows
    .filter((row) => row["state"] === "in_flight")
    .map((row) => ({
      endpointId: Number(row["endpoint_id"]),
      id: Number(row["id"]),
      leaseUntil: Number(row["lease_until"]),
    }));
}

function toValue(cell: Cell, { type }: PlannedColumn): Value {
  return type === "flag" ? cell === 1 : cell;
}
