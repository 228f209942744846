import { createMasterKey } from "../../src/secrets/master-key.ts";
import { openPostgresStore } from "../../src/store/postgres/open-postgres-store.ts";
import { createDatabase } from "../support/postgres/create-database.ts";
import type { StoreHarness } from "./scenario.ts";

export const masterKey = createMasterKey(Buffer.alloc(32, 7));

/** A place is the URL of a database. */
export const postgresHarness: StoreHarness = {
  createPlace: () => createDatabase(),
  open: (place, { maxDatabaseBytes: _ofFilesOnly, ...options } = {}) =>
    openPostgresStore({ url: place, masterKey, ...options }),
};
