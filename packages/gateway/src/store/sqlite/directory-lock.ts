import { join } from "node:path";
import { GatewayError } from "../../errors.ts";
import { openDatabase } from "./driver.ts";
import type { Database } from "./driver.ts";

const LOCK_FILE = "countersign.lock";

export interface DirectoryLock {
  release(): void;
}

/**
 * Holds the data directory for this process alone. The lock is the operating system's on a file of its own: it goes
 * when the process does, however it ends, and others can still read the database beside us.
 *
 * @throws GatewayError `data_directory_in_use`.
 */
export function lockDirectory(directory: string): DirectoryLock {
  const database = openDatabase(join(directory, LOCK_FILE), 0);
  try {
    hold(database);
  } catch (error) {
    database.close();
    if (isBusy(error)) {
      throw new GatewayError("data_directory_in_use", "another process has locked the data directory");
    }
    throw error;
  }
  return { release: () => database.close() };
}

/** With this mode SQLite keeps the file lock of a write transaction until the connection is closed. */
function hold(database: Database): void {
  database.exec("PRAGMA journal_mode = MEMORY");
  database.exec("PRAGMA locking_mode = EXCLUSIVE");
  database.exec("BEGIN EXCLUSIVE");
  database.exec("COMMIT");
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && /database is locked|SQLITE_BUSY/i.test(error.message);
}
