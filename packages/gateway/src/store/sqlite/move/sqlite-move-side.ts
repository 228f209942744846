import { GatewayError } from "../../../errors.ts";
import type { CounterName, Counters } from "../../move/counters.ts";
import { fittingRows } from "../../move/fitting-rows.ts";
import type { MoveMark } from "../../move/move-mark.ts";
import type { MoveSide, RowRange, RowsToWrite } from "../../move/move-side.ts";
import type { Cell, Row } from "../../move/row.ts";
import { sealedColumns, selectRows } from "../../move/select-rows.ts";
import type { Selection } from "../../move/select-rows.ts";
import type { PlannedColumn, TablePlan } from "../../move/table-plan.ts";
import { toStoreError } from "../database-error.ts";
import type { DirectoryLock } from "../directory-lock.ts";
import type { Database, Value } from "../driver.ts";
import { prepare } from "../query.ts";
import type { Query } from "../query.ts";
import { inTransaction } from "../transaction.ts";
import { readCounters, sqliteCounters, writeCounters } from "./move-counters.ts";
import { readMark, writeMark } from "./move-marks.ts";
import { sqliteSelect } from "./sqlite-select.ts";

/** A folder's database, on the thread that calls: nothing else goes on while it is moved. */
export class SqliteMoveSide implements MoveSide {
  readonly engine = "sqlite";
  readonly counters: readonly CounterName[] = sqliteCounters;
  readonly #database: Database;
  readonly #lock: DirectoryLock | undefined;
  readonly #queries = new Map<string, Query<Row>>();

  constructor(database: Database, lock: DirectoryLock | undefined) {
    this.#database = database;
    this.#lock = lock;
  }

  async readMark(): Promise<MoveMark | undefined> {
    return readMark(this.#database);
  }

  async writeMark(mark: MoveMark | undefined): Promise<void> {
    this.#commit(() => writeMark(this.#database, mark));
  }

  async countRows(table: string): Promise<number> {
    const row = prepare<{ readonly count: number }>(
      this.#database,
      `SELECT count(*) AS count FROM ${table}`,
    ).get();
    return row?.count ?? 0;
  }

  async batchSize(
    plan: TablePlan,
    { after, maxRows }: { readonly after?: Row | undefined; readonly maxRows: number },
  ): Promise<number> {
    if (sealedColumns(plan).length === 0) return maxRows;
    const weights = this.#select(plan, "weights", { after, limit: maxRows });
    return fittingRows(weights.map(({ bytes }) => Number(bytes)));
  }

  async readRows(plan: TablePlan, range: RowRange): Promise<readonly Row[]> {
    return this.#select(plan, "rows", range);
  }

  async readLastRow(plan: TablePlan): Promise<Row | undefined> {
    return this.#select(plan, "last", { limit: 1 })[0];
  }

  async readProgress(): Promise<ReadonlyMap<string, number>> {
    const rows = prepare<{ readonly name: string; readonly rows: number }>(
      this.#database,
      "SELECT table_name AS name, rows FROM move_progress",
    ).all();
    return new Map(rows.map(({ name, rows: count }) => [name, count]));
  }

  async writeRows(plan: TablePlan, { rows, before }: RowsToWrite): Promise<void> {
    const names = plan.columns.map(({ name }) => name);
    const places = names.map(() => "?").join(", ");
    const insert = this.#prepared(`INSERT INTO ${plan.name} (${names.join(", ")}) VALUES (${places})`);
    const advance = this.#prepared(
      "UPDATE move_progress SET rows = rows + ? WHERE table_name = ? AND rows = ?",
    );
    this.#commit(() => {
      if (advance.run(rows.length, plan.name, before) === 0) {
        throw new GatewayError("database_in_use", "somebody else writes into the target of the move");
      }
      for (const row of rows) insert.run(...valuesOf(plan.columns, row));
    });
  }

  async readCounters(): Promise<Counters> {
    return readCounters(this.#database);
  }

  async writeCounters(counters: Counters): Promise<void> {
    this.#commit(() => writeCounters(this.#database, counters));
  }

  async close(): Promise<void> {
    this.#database.close();
    this.#lock?.release();
  }

  #commit(work: () => void): void {
    try {
      inTransaction(this.#database, work);
    } catch (error) {
      throw toStoreError(error);
    }
  }

  #select(plan: TablePlan, selection: Selection, { after, limit }: RowRange): readonly Row[] {
    const sql = selectRows(plan, sqliteSelect, { selection, hasAfter: after !== undefined });
    const key = after === undefined ? [] : valuesOf(plan.key, after);
    return this.#prepared(sql).all(...key, limit);
  }

  #prepared(sql: string): Query<Row> {
    const known = this.#queries.get(sql);
    if (known !== undefined) return known;
    const query = prepare<Row>(this.#database, sql);
    this.#queries.set(sql, query);
    return query;
  }
}

function valuesOf(columns: readonly PlannedColumn[], row: Row): Value[] {
  return columns.map(({ name, type }) => toValue(row[name] ?? null, type));
}

function toValue(cell: Cell, type: PlannedColumn["type"]): Value {
  return type === "hash" && typeof cell === "string" ? BigInt(cell) : cell;
}
