import { GatewayError } from "../../../errors.ts";
import { makeOwnerDirectory } from "../../../owner-directory.ts";
import type { MoveSide } from "../../move/move-side.ts";
import type { OpenSideOptions } from "../../move/open-side-options.ts";
import { missingMigrations, readMigrations } from "../../migrations.ts";
import type { AppliedMigration } from "../../migrations.ts";
import { hasDatabase, openConnection } from "../connection.ts";
import { toStoreError } from "../database-error.ts";
import { dedupeIndex } from "../dedupe.ts";
import { lockDirectory } from "../directory-lock.ts";
import type { Database } from "../driver.ts";
import { inTransaction } from "../transaction.ts";
import { BEYOND_ALL_IDS } from "../../beyond-all-ids.ts";
import { migrate } from "../migrate.ts";
import { prepare } from "../query.ts";
import { SqliteMoveSide } from "./sqlite-move-side.ts";

/**
 * Opens the database of a folder as one end of a move.
 *
 * @throws GatewayError `data_directory_in_use`, `move_source_empty`, `schema_outdated`, `schema_too_new`,
 * `schema_changed`, or `store_unavailable` where the file cannot be opened.
 */
export async function openSqliteSide(directory: string, { role, now }: OpenSideOptions): Promise<MoveSide> {
  if (role === "target") await makeOwnerDirectory(directory);
  else if (!hasDatabase(directory)) {
    throw new GatewayError("move_source_empty", "there is no database in the folder to be moved");
  }
  // Whoever only counts may do so beside a gateway.
  const lock = role === "counted" ? undefined : lockDirectory(directory);
  try {
    const database = openConnection({ dataDirectory: directory });
    try {
      if (role === "target") migrate(database, readMigrations("sqlite"), now);
      else checkSchema(database);
      if (role === "source") writeDedupeKeys(database);
      return new SqliteMoveSide(database, lock);
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    lock?.release();
    throw toStoreError(error);
  }
}

/** What the last gateway had in memory only: a move copies tables. */
function writeDedupeKeys(database: Database): void {
  const dedupe = dedupeIndex(database);
  inTransaction(database, () => dedupe.writeThrough(BEYOND_ALL_IDS));
}

/** A move changes nothing else of what it moves, so a source is brought up to date by a gateway. */
function checkSchema(database: Database): void {
  const table = prepare(database, "SELECT 1 FROM sqlite_schema WHERE name = 'schema_migrations'");
  if (table.get() === undefined) throw new GatewayError("move_source_empty", "the database has no tables");
  const list = prepare<AppliedMigration>(database, "SELECT number, checksum FROM schema_migrations");
  const missing = missingMigrations(readMigrations("sqlite"), list.all());
  if (missing.length > 0) {
    throw new GatewayError("schema_outdated", `${missing.length} migrations have not been run`);
  }
}
