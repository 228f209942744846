import { prepare } from "./query.ts";
import type { Transaction } from "./query.ts";

/** A few thousand rows take milliseconds; many more in one statement would come near the time it may take. */
const ROWS_PER_STATEMENT = 2000;

type ColumnType = "bigint" | "text" | "bytea";
type Cell = number | string | Uint8Array | null;

/** Writes any number of rows and gives how many were changed; does nothing where there are none. */
export type RowsQuery<Row> = (transaction: Transaction, rows: readonly Row[]) => Promise<number>;

/**
 * One statement for many rows, because each round trip to a database on another machine costs more than a row.
 *
 * @param columns which fields of a row the statement takes, in its order.
 * @param sql gives the statement; `rows` stands for a table of these columns.
 */
export function prepareRows<Row extends Readonly<Record<keyof Row, Cell>>>(
  columns: { readonly [Name in keyof Row]?: ColumnType },
  sql: (rows: string) => string,
): RowsQuery<Row> {
  // What is typed as fields of a row alone has no other keys.
  const names = Object.keys(columns) as unknown as readonly (keyof Row)[];
  const lists = names.map((name, index) => `$${index + 1}::${columns[name]}[]`);
  const query = prepare(sql(`unnest(${lists.join(", ")})`));
  return async (transaction, rows) => {
    let changed = 0;
    for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
      const part = rows.slice(from, from + ROWS_PER_STATEMENT);
      const values = names.map((name) => part.map((row): Cell => row[name]));
      changed += await query.run(transaction, ...values);
    }
    return changed;
  };
}
