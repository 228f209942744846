import { closeSync, openSync, statSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "./driver.ts";
import type { Database } from "./driver.ts";

const DATABASE_FILE = "countersign.db";

/** SQLite gives its log the mode of the database; both hold names, sizes and times. */
const OWNER_ONLY = 0o600;

/** The default page size of SQLite, said here because the size limit counts in pages. */
const PAGE_BYTES = 4096;

/** Pages of WAL after which it is written back: with 4000, one commit in hundreds takes over 30 ms; with 500, under 15. */
const CHECKPOINT_PAGES = 500;

/** Readers of other processes do not block us; a backup tool may for a moment. */
const BUSY_TIMEOUT_MS = 2000;

/** The index of recent events and endpoints stays in memory; more showed no gain. */
const CACHE_KIB = 64 * 1024;

/** A checkpoint leaves the WAL at most this big on disk. */
const WAL_LIMIT_BYTES = 64 * 1024 * 1024;

/** Whether something has been written in this folder's database. One that cannot be looked at is told when it is opened. */
export function hasDatabase(directory: string): boolean {
  try {
    return statSync(join(directory, DATABASE_FILE)).size > 0;
  } catch {
    return false;
  }
}

export interface ConnectionOptions {
  readonly dataDirectory: string;
  /** Largest size of the database file. Default: what the disk holds. */
  readonly maxDatabaseBytes?: number;
}

/**
 * Opens the database file with what durability rests on: a write-ahead log that is synced at every commit
 * (`synchronous = FULL`; with NORMAL a power loss takes committed rows).
 */
export function openConnection(options: ConnectionOptions): Database {
  const path = join(options.dataDirectory, DATABASE_FILE);
  closeSync(openSync(path, "a", OWNER_ONLY));
  const database = openDatabase(path, BUSY_TIMEOUT_MS);
  try {
    database.exec(`PRAGMA page_size = ${PAGE_BYTES}`);
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = FULL");
    // What is deleted is overwritten with zeros: a purged payload must not be found in free pages.
    database.exec("PRAGMA secure_delete = ON");
    database.exec("PRAGMA foreign_keys = ON");
    database.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    database.exec(`PRAGMA journal_size_limit = ${WAL_LIMIT_BYTES}`);
    database.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
    if (options.maxDatabaseBytes !== undefined) {
      database.exec(`PRAGMA max_page_count = ${Math.floor(options.maxDatabaseBytes / PAGE_BYTES)}`);
    }
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}
