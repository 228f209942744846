import { masterKeyRing } from "../../secrets/master-key-ring.ts";
import type { MasterKey } from "../../secrets/master-key.ts";
import { cancelRemoved } from "../resources/cancel-removed.ts";
import { SealedStore } from "../sealed-store.ts";
import type { Store } from "../store.ts";
import { sqliteEngine } from "./sqlite-engine.ts";
import { Writer } from "./writer.ts";
import { makeOwnerDirectory } from "../../owner-directory.ts";

export interface SqliteStoreOptions {
  /** Where the database lies; made if it is missing. One process at a time. */
  readonly dataDirectory: string;
  readonly masterKey: MasterKey;
  /** The key that a rotation has begun to wrap under, or has just ended with. */
  readonly nextMasterKey?: MasterKey;
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number;
  /** Largest size of the database file, in bytes; beyond it the store is unavailable. Default: what the disk holds. */
  readonly maxDatabaseBytes?: number;
  /** Sealings after which a data key is retired. Default 2^28. */
  readonly sealingsPerKey?: number;
  /** Called after each transaction that stored events or found them known. */
  readonly onEventsCommitted?: () => void;
}

/**
 * Opens the store on SQLite, brings its schema up to date and makes the deliveries of a process that died due again.
 *
 * @throws GatewayError `data_directory_in_use`, `schema_too_new`, `schema_changed`, `move_incomplete`, `moved_away`,
 * `master_key_mismatch`, or `store_unavailable` where the file cannot be opened.
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  const { dataDirectory, masterKey, nextMasterKey, maxDatabaseBytes, now = Date.now } = options;
  const { sealingsPerKey, onEventsCommitted } = options;
  const masterKeys = nextMasterKey === undefined ? [masterKey] : [masterKey, nextMasterKey];
  await makeOwnerDirectory(dataDirectory);
  const writer = await Writer.start({
    dataDirectory,
    masterKeyFingerprints: masterKeys.map(({ fingerprint }) => fingerprint),
    now: now(),
    ...(maxDatabaseBytes !== undefined && { maxDatabaseBytes }),
  });
  const engine = sqliteEngine(writer);
  // What a process that died in the middle of a deletion left.
  await cancelRemoved(engine);
  return new SealedStore({
    engine,
    masterKeys: masterKeyRing(masterKeys, await engine.readMasterKeyState()),
    now,
    ...(sealingsPerKey !== undefined && { sealingsPerKey }),
    ...(onEventsCommitted !== undefined && { onEventsCommitted }),
  });
}
