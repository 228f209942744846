import { checksumOf, missingMigrations } from "../migrations.ts";
import type { AppliedMigration, Migration } from "../migrations.ts";
import type { Database } from "./driver.ts";
import { prepare } from "./query.ts";
import { inTransaction } from "./transaction.ts";

/**
 * Brings the schema up to date, one transaction per migration, so that a crash leaves whole steps only.
 *
 * @throws GatewayError `schema_too_new`, `schema_changed`.
 */
export function migrate(database: Database, migrations: readonly Migration[], now: number): void {
  database.exec(
    "CREATE TABLE IF NOT EXISTS schema_migrations " +
      "(number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT",
  );
  const applied = prepare<AppliedMigration>(database, "SELECT number, checksum FROM schema_migrations").all();
  const insert = prepare(
    database,
    "INSERT INTO schema_migrations (number, name, checksum, applied_at) VALUES (?, ?, ?, ?)",
  );
  for (const migration of missingMigrations(migrations, applied)) {
    inTransaction(database, () => {
      database.exec(migration.sql);
      insert.run(migration.number, migration.name, checksumOf(migration), now);
    });
  }
}
