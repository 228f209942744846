import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import pg from "pg";
import { databaseOf, engineUnderTest } from "./engine-under-test.ts";

/** A gateway may be in the middle of a commit. */
const BUSY_TIMEOUT_MS = 5000;

/** The SQLite database in a data directory. */
export function databasePath(dataDirectory: string): string {
  return join(dataDirectory, "countersign.db");
}

/**
 * Carries out one statement on the database of a data directory, beside whoever else has it open, and gives its rows. Its
 * values are written `?1`, `?2` on both engines.
 */
export async function runSql<Row = unknown>(
  dataDirectory: string,
  sql: string,
  ...values: readonly (number | string)[]
): Promise<readonly Row[]> {
  if (engineUnderTest === "sqlite")
    return onSqlite(databasePath(dataDirectory), sql, values) as readonly Row[];
  return (await onPostgres(await databaseOf(dataDirectory), sql, values)) as readonly Row[];
}

function onSqlite(path: string, sql: string, values: readonly (number | string)[]): readonly unknown[] {
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    return database.prepare(sql).all(...values);
  } finally {
    database.close();
  }
}

async function onPostgres(
  url: string,
  sql: string,
  values: readonly (number | string)[],
): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url });
  // The driver gives 64-bit numbers as text; those of tests are small.
  client.setTypeParser(pg.types.builtins.INT8, Number);
  await client.connect();
  try {
    const { rows } = await client.query<object>(sql.replaceAll(/\?(\d)/g, "$$$1"), [...values]);
    return rows;
  } finally {
    await client.end();
  }
}
