import type { ColumnType, MovedTable } from "./moved-table.ts";
import { movedTables } from "./moved-tables.ts";

export type EngineName = "sqlite" | "postgres";

export interface PlannedColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** The column that is read for it on SQLite. */
  readonly nameOnSqlite: string;
}

/** One table as it is moved to one engine. */
export interface TablePlan {
  readonly name: string;
  readonly key: readonly PlannedColumn[];
  readonly columns: readonly PlannedColumn[];
}

/** What is moved into a database of this engine: the columns that it has. */
export function planTables(target: EngineName): readonly TablePlan[] {
  return movedTables.map((table) => planTable(table, target));
}

function planTable(table: MovedTable, target: EngineName): TablePlan {
  const { onlyOnPostgres = {} } = table;
  const columns = Object.entries(table.columns).flatMap(([type, names]) =>
    names
      .filter((name) => target === "postgres" || !Object.hasOwn(onlyOnPostgres, name))
      // The keys of the table are the types of columns.
      .map((name) => ({ name, type: type as ColumnType, nameOnSqlite: onlyOnPostgres[name] ?? name })),
  );
  const key = table.key.map((name) => {
    const column = columns.find((other) => other.name === name);
    if (column === undefined) throw new Error(`${table.name} has no column ${name}`);
    return column;
  });
  return { name: table.name, key, columns };
}
