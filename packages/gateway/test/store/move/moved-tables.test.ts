import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { keptTables, movedTables } from "../../../src/store/move/moved-tables.ts";
import type { ColumnType } from "../../../src/store/move/moved-table.ts";
import { planTables } from "../../../src/store/move/table-plan.ts";
import { readMigrations } from "../../../src/store/migrations.ts";
import { openDatabase } from "../../../src/store/sqlite/driver.ts";
import { migrate } from "../../../src/store/sqlite/migrate.ts";
import { createDatabase } from "../../support/postgres/create-database.ts";

/** Of one schema: every table, its columns with their types, and its primary key in order. */
interface Schema {
  readonly columns: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly keys: ReadonlyMap<string, readonly string[]>;
}

interface ColumnRow {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  /** From 1; 0 where it is no part of the key. */
  readonly place: number;
}

const sqliteTypes: Readonly<Record<ColumnType, readonly string[]>> = {
  integer: ["INTEGER"],
  hash: ["INTEGER"],
  flag: ["INTEGER"],
  real: ["REAL"],
  text: ["TEXT"],
  bytes: ["BLOB"],
  sealed: ["BLOB"],
};

const postgresTypes: Readonly<Record<ColumnType, readonly string[]>> = {
  integer: ["bigint", "integer"],
  hash: ["bigint"],
  flag: ["boolean"],
  real: ["double precision"],
  text: ["text"],
  bytes: ["bytea"],
  sealed: ["bytea"],
};

function schemaOf(rows: readonly ColumnRow[]): Schema {
  const columns = new Map<string, Map<string, string>>();
  const keys = new Map<string, string[]>();
  for (const { table, column, type, place } of rows) {
    columns.set(table, (columns.get(table) ?? new Map<string, string>()).set(column, type));
    const key = keys.get(table) ?? [];
    if (place > 0) key[place - 1] = column;
    keys.set(table, key);
  }
  return { columns, keys };
}

function readSqliteSchema(): Schema {
  const database = openDatabase(":memory:", 0);
  onTestFinished(() => database.close());
  migrate(database, readMigrations("sqlite"), 0);
  const rows = database
    .prepare(
      `SELECT t.name AS "table", c.name AS "column", c.type AS type, c.pk AS place
       FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.sql IS NOT NULL`,
    )
    .all() as ColumnRow[];
  return schemaOf(rows);
}

async function readPostgresSchema(): Promise<Schema> {
  const client = new pg.Client({ connectionString: await createDatabase() });
  await client.connect();
  try {
    const { rows } = await client.query<ColumnRow>(
      `SELECT c.table_name AS "table", c.column_name AS "column", c.data_type AS type,
         coalesce(k.ordinal_position, 0)::integer AS place
       FROM information_schema.columns c
       LEFT JOIN information_schema.key_column_usage k
         ON k.table_schema = c.table_schema AND k.table_name = c.table_name AND k.column_name = c.column_name
         AND k.constraint_name LIKE '%_pkey'
       WHERE c.table_schema = 'public' AND c.is_generated = 'NEVER'`,
    );
    return schemaOf(rows);
  } finally {
    await client.end();
  }
}

/** What of a schema the table of moved tables does not say, or says otherwise. */
function gaps(schema: Schema, engine: "sqlite" | "postgres"): readonly string[] {
  const types = engine === "sqlite" ? sqliteTypes : postgresTypes;
  const plans = new Map(planTables(engine).map((plan) => [plan.name, plan]));
  const found: string[] = [];
  for (const [table, columns] of schema.columns) {
    if (Object.hasOwn(keptTables, table)) continue;
    const plan = plans.get(table);
    if (plan === undefined) {
      found.push(table);
      continue;
    }
    if (plan.key.map(({ name }) => name).join() !== schema.keys.get(table)?.join())
      found.push(`${table}: key`);
    const planned = new Map(plan.columns.map(({ name, type }) => [name, type]));
    for (const [column, type] of columns) {
      const wanted = planned.get(column);
      if (wanted === undefined || !types[wanted].includes(type)) found.push(`${table}.${column}`);
    }
    for (const name of planned.keys()) if (!columns.has(name)) found.push(`${table}.${name}`);
  }
  for (const table of plans.keys()) if (!schema.columns.has(table)) found.push(table);
  return found;
}

test("every table and column of the schema on SQLite is moved, or is listed as one that is not", () => {
  expect(gaps(readSqliteSchema(), "sqlite")).toEqual([]);
});

test("every table and column of the schema on Postgres is moved, or is listed as one that is not", async () => {
  expect(gaps(await readPostgresSchema(), "postgres")).toEqual([]);
});

test("a table, a column and a type that the list lacks are noticed", () => {
  const { columns, keys } = readSqliteSchema();
  const events = new Map(columns.get("events")).set("new_column", "INTEGER").set("received_at", "TEXT");
  const changed = new Map(columns).set("events", events).set("new_table", new Map());
  expect(gaps({ columns: changed, keys }, "sqlite")).toEqual([
    "events.received_at",
    "events.new_column",
    "new_table",
  ]);
});

test("every table that is not moved is there on some engine, and none is listed twice", async () => {
  const schemas = [readSqliteSchema(), await readPostgresSchema()];
  for (const table of Object.keys(keptTables)) {
    expect(schemas.some(({ columns }) => columns.has(table))).toBe(true);
  }
  const names = [...movedTables.map(({ name }) => name), ...Object.keys(keptTables)];
  expect(new Set(names).size).toBe(names.length);
});
