import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { GatewayError } from "../../errors.ts";
import type { Database } from "./driver.ts";
import { prepare } from "./query.ts";
import { inTransaction } from "./transaction.ts";

/** Plain SQL lies beside the code and is part of the package; the same way up from `src` and from `dist`. */
const MIGRATIONS = new URL("../../../migrations/sqlite/", import.meta.url);
const FILE_NAME = /^([0-9]{4})_[a-z0-9_]+\.sql$/;

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

interface AppliedMigration {
  readonly number: number;
  readonly checksum: string;
}

/** The migrations of this installation, in order. */
export function readMigrations(directory: URL = MIGRATIONS): readonly Migration[] {
  const names = readdirSync(directory).filter((name) => FILE_NAME.test(name));
  return names.sort().map((name) => ({
    number: Number(FILE_NAME.exec(name)?.[1]),
    name,
    sql: readFileSync(new URL(name, directory), "utf8"),
  }));
}

/**
 * Brings the schema up to date, one transaction per migration, so that a crash leaves whole steps only.
 *
 * @throws GatewayError `schema_too_new` for a database that has run migrations this installation does not have;
 * `schema_changed` when one it has run reads differently here.
 */
export function migrate(database: Database, migrations: readonly Migration[], now: number): void {
  database.exec(
    "CREATE TABLE IF NOT EXISTS schema_migrations " +
      "(number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT",
  );
  const applied = prepare<AppliedMigration>(
    database,
    "SELECT number, checksum FROM schema_migrations ORDER BY number",
  ).all();
  const checksums = new Map(applied.map((migration) => [migration.number, migration.checksum]));
  checkKnown(migrations, applied);
  const insert = prepare(
    database,
    "INSERT INTO schema_migrations (number, name, checksum, applied_at) VALUES (?, ?, ?, ?)",
  );
  for (const migration of migrations) {
    const checksum = createHash("sha256").update(migration.sql).digest("hex");
    const known = checksums.get(migration.number);
    if (known === undefined) {
      inTransaction(database, () => {
        database.exec(migration.sql);
        insert.run(migration.number, migration.name, checksum, now);
      });
    } else if (known !== checksum) {
      throw new GatewayError(
        "schema_changed",
        `migration ${migration.name} is not the one the database has run`,
      );
    }
  }
}

function checkKnown(migrations: readonly Migration[], applied: readonly AppliedMigration[]): void {
  const newest = migrations.at(-1)?.number ?? 0;
  const found = applied.at(-1)?.number ?? 0;
  if (found > newest) {
    throw new GatewayError(
      "schema_too_new",
      `the database is at schema ${found}; this version knows ${newest}`,
    );
  }
}
