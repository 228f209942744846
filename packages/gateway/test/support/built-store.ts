import type { Store } from "../../src/store/store.ts";

/** What tests use of the built output: the store's writer is a worker, which Node 20 cannot start from source. */
interface StoreModule {
  readonly openSqliteStore: (options: {
    readonly dataDirectory: string;
    readonly masterKey: unknown;
  }) => Promise<Store>;
}

interface MasterKeyModule {
  readonly loadMasterKey: (origin: { readonly dataDirectory: string }) => Promise<unknown>;
}

const DIST = new URL("../../dist/", import.meta.url);

/** Opens the store that a gateway has left in its data directory. */
export async function openBuiltStore(dataDirectory: string): Promise<Store> {
  const store = await load<StoreModule>("store/sqlite/open-sqlite-store.js");
  const keys = await load<MasterKeyModule>("secrets/load-master-key.js");
  return store.openSqliteStore({ dataDirectory, masterKey: await keys.loadMasterKey({ dataDirectory }) });
}

async function load<Module>(path: string): Promise<Module> {
  return (await import(new URL(path, DIST).href)) as Module;
}
