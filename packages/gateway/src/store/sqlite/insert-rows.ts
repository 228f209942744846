import type { Database, Value } from "./driver.ts";
import { prepare } from "./query.ts";

/** The rows that one transaction adds to a table. */
export interface RowAdditions {
  /** Keeps a row until there are enough of them to be written at once. */
  add(...row: readonly Value[]): void;
  /** Writes the rows that are left. */
  finish(): void;
}

export interface InsertedRows {
  /** With its columns: `INSERT INTO … (…)`. */
  readonly into: string;
  readonly columns: number;
}

/** Of a call into SQLite half is the call itself; beyond some eight rows nothing more is saved. */
const ROWS_AT_ONCE = 8;

/** Inserts rows with one statement for some of them. */
export function insertRows(database: Database, { into, columns }: InsertedRows): () => RowAdditions {
  const row = `(${Array.from({ length: columns }, () => "?").join(", ")})`;
  const insertOne = prepare(database, `${into} VALUES ${row}`);
  const insertMany = prepare(
    database,
    `${into} VALUES ${Array.from({ length: ROWS_AT_ONCE }, () => row).join(", ")}`,
  );
  return () => {
    let values: Value[] = [];
    return {
      add(...added) {
        values.push(...added);
        if (values.length < columns * ROWS_AT_ONCE) return;
        insertMany.run(...values);
        values = [];
      },
      finish() {
        for (let start = 0; start < values.length; start += columns) {
          insertOne.run(...values.slice(start, start + columns));
        }
        values = [];
      },
    };
  };
}
