import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
// Built output: the writer is a thread, and Node 20 starts none from TypeScript.
import { createMasterKey } from "../../dist/secrets/master-key.js";
import { openSqliteStore } from "../../dist/store/sqlite/open-sqlite-store.js";
import { openDatabase } from "../../src/store/sqlite/driver.ts";
import type { Database } from "../../src/store/sqlite/driver.ts";
import type { StoreHarness } from "./scenario.ts";

/** A store of the test may be in the middle of a commit. */
const BUSY_TIMEOUT_MS = 1000;

export const masterKey = createMasterKey(Buffer.alloc(32, 7));

export const sqliteHarness: StoreHarness = {
  async createPlace() {
    const place = await mkdtemp(join(tmpdir(), "countersign-store-"));
    onTestFinished(() => rm(place, { recursive: true, force: true }));
    return place;
  },
  open: (place, options = {}) => openSqliteStore({ dataDirectory: place, masterKey, ...options }),
};

/** The scenario's database beside its store, until the test ends. */
export function databaseOf({ place }: { readonly place: string }): Database {
  const database = openDatabase(join(place, "countersign.db"), BUSY_TIMEOUT_MS);
  onTestFinished(() => database.close());
  return database;
}
