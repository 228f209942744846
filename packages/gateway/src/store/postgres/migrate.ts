import { checksumOf, missingMigrations } from "../migrations.ts";
import type { AppliedMigration, Migration } from "../migrations.ts";
import type { PostgresDatabase } from "./database.ts";
import { prepare } from "./query.ts";
import type { TimeLimits } from "./transaction.ts";

/** An index over a large table takes its time, and others that start wait for the one that makes it. */
const LIMITS: TimeLimits = { answerMs: 600_000, totalMs: 1_200_000 };

/** The one row that whoever migrates holds. */
const MAKE_TABLES = `
  CREATE TABLE IF NOT EXISTS schema_lock (id integer PRIMARY KEY);
  CREATE TABLE IF NOT EXISTS schema_migrations (
    number integer PRIMARY KEY,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at bigint NOT NULL
  );
  INSERT INTO schema_lock (id) VALUES (1) ON CONFLICT DO NOTHING`;

/** Two that begin in one moment may both try to make the tables; all but one are refused, and find them made. */
const MAX_TRIES = 5;

const lock = prepare("SELECT 1 FROM schema_lock WHERE id = 1 FOR UPDATE");
const listApplied = prepare<AppliedMigration>(
  "SELECT number, checksum FROM schema_migrations ORDER BY number",
);
const remember = prepare(
  "INSERT INTO schema_migrations (number, name, checksum, applied_at) VALUES ($1, $2, $3, $4)",
);

/**
 * Brings the schema up to date in one transaction, one gateway at a time; the others wait and find it done.
 *
 * @throws GatewayError `schema_too_new`, `schema_changed`, `store_unavailable`.
 */
export async function migrate(
  database: PostgresDatabase,
  migrations: readonly Migration[],
  now: number,
): Promise<void> {
  await makeTables(database);
  await database.inTransaction(LIMITS, async (transaction) => {
    await lock.get(transaction);
    const applied = await listApplied.all(transaction);
    for (const migration of missingMigrations(migrations, applied)) {
      await transaction.script(migration.sql);
      await remember.run(transaction, migration.number, migration.name, checksumOf(migration), now);
    }
  });
}

async function makeTables(database: PostgresDatabase): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await database.inTransaction(LIMITS, (transaction) => transaction.script(MAKE_TABLES));
      return;
    } catch (error) {
      if (attempt === MAX_TRIES) throw error;
    }
  }
}
