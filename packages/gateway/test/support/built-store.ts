import type { Store } from "../../src/store/store.ts";
import { databaseOf, engineUnderTest } from "./engine-under-test.ts";

/** What tests use of the built output: SQLite's writer is a worker, which Node 20 cannot start from source. */
interface SqliteModule {
  readonly openSqliteStore: (options: {
    readonly dataDirectory: string;
    readonly masterKey: unknown;
  }) => Promise<Store>;
}

interface PostgresModule {
  readonly openPostgresStore: (options: {
    readonly url: string;
    readonly masterKey: unknown;
  }) => Promise<Store>;
}

interface MasterKeyModule {
  readonly loadMasterKey: (origin: { readonly dataDirectory: string }) => Promise<unknown>;
}

const DIST = new URL("../../dist/", import.meta.url);

/** Opens the store that a gateway has left in its data directory, on the engine under test. */
export async function openBuiltStore(dataDirectory: string): Promise<Store> {
  const keys = await load<MasterKeyModule>("secrets/load-master-key.js");
  const masterKey = await keys.loadMasterKey({ dataDirectory });
  if (engineUnderTest === "postgres") {
    const postgres = await load<PostgresModule>("store/postgres/open-postgres-store.js");
    return postgres.openPostgresStore({ url: await databaseOf(dataDirectory), masterKey });
  }
  const sqlite = await load<SqliteModule>("store/sqlite/open-sqlite-store.js");
  return sqlite.openSqliteStore({ dataDirectory, masterKey });
}

async function load<Module>(path: string): Promise<Module> {
  return (await import(new URL(path, DIST).href)) as Module;
}
