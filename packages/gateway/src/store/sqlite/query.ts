import type { Database, Value } from "./driver.ts";

/** One prepared statement. `Row` is what its SELECT list or RETURNING clause names; the SQL beside it is the proof. */
export interface Query<Row = never> {
  /** Gives the number of rows changed. */
  run(...values: readonly Value[]): number;
  get(...values: readonly Value[]): Row | undefined;
  all(...values: readonly Value[]): readonly Row[];
}

export function prepare<Row = never>(database: Database, sql: string): Query<Row> {
  const statement = database.prepare(sql);
  return {
    run: (...values) => Number(statement.run(...values).changes),
    get: (...values) => statement.get(...values) as Row | undefined,
    all: (...values) => statement.all(...values) as Row[],
  };
}

/** SQLite knows no booleans. */
export function toFlag(value: boolean): number {
  return value ? 1 : 0;
}
