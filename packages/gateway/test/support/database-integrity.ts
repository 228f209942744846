import { engineUnderTest } from "./engine-under-test.ts";
import { runSql } from "./run-sql.ts";

/** What the engine itself says of the database of a data directory that nobody has open: "ok", or what is damaged. */
export async function databaseIntegrity(dataDirectory: string): Promise<string> {
  return engineUnderTest === "sqlite" ? await askSqlite(dataDirectory) : await askPostgres(dataDirectory);
}

async function askSqlite(dataDirectory: string): Promise<string> {
  const rows = await runSql<{ readonly integrity_check: string }>(dataDirectory, "PRAGMA integrity_check");
  return rows.map((row) => row.integrity_check).join("; ");
}

/** Every index against its table: each row is in it once and in its order. */
async function askPostgres(dataDirectory: string): Promise<string> {
  await runSql(dataDirectory, "CREATE EXTENSION IF NOT EXISTS amcheck");
  try {
    await runSql(
      dataDirectory,
      `SELECT bt_index_parent_check(i.indexrelid, true) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
       WHERE c.relnamespace = 'public'::regnamespace AND i.indisvalid`,
    );
    return "ok";
  } catch (error) {
    return error instanceof Error ? error.message : "unknown";
  }
}
