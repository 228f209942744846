import { masterKeyRing } from "../../secrets/master-key-ring.ts";
import type { MasterKey } from "../../secrets/master-key.ts";
import { readMigrations } from "../migrations.ts";
import { cancelRemoved } from "../resources/cancel-removed.ts";
import { SealedStore } from "../sealed-store.ts";
import type { Store } from "../store.ts";
import { PostgresDatabase } from "./database.ts";
import { checkDurability } from "./durability-check.ts";
import { checkMasterKeys } from "./master-key-check.ts";
import { migrate } from "./migrate.ts";
import { checkOpening } from "./move/move-marks.ts";
import { postgresEngine } from "./postgres-engine.ts";
import type { TimeLimits } from "./transaction.ts";
import { whenReachable } from "./when-reachable.ts";

const START_LIMITS: TimeLimits = { answerMs: 5000, totalMs: 10_000 };

export interface PostgresStoreOptions {
  /** `postgres://…` of a database that this gateway may make tables in. Any number of gateways may share it. */
  readonly url: string;
  /** The same for every gateway of the database. */
  readonly masterKey: MasterKey;
  /** The key that a rotation has begun to wrap under, or has just ended with. */
  readonly nextMasterKey?: MasterKey;
  /** Every master key that can be found now: asked when another gateway has rotated. Default: those given above. */
  readonly findMasterKeys?: () => Promise<readonly MasterKey[]>;
  /** Default 12. */
  readonly maxConnections?: number;
  /** False behind a pooler that hands out another connection for each transaction. Default true. */
  readonly isPreparing?: boolean;
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number;
  /** Sealings after which a data key is retired. Default 2^28. */
  readonly sealingsPerKey?: number;
  /** Called after each transaction of this gateway that stored events or found them known. */
  readonly onEventsCommitted?: () => void;
}

/**
 * Opens the store on Postgres and brings its schema up to date. Leases of gateways that died end by themselves.
 * A database that does not answer yet is waited for, at most ten seconds.
 *
 * @throws GatewayError `database_not_durable`, `schema_too_new`, `schema_changed`, `move_incomplete`, `moved_away`,
 * `master_key_mismatch`, or `store_unavailable` where the database does not answer.
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<Store> {
  const { url, masterKey, nextMasterKey, maxConnections, isPreparing = true, now = Date.now } = options;
  const { sealingsPerKey, onEventsCommitted } = options;
  const masterKeys = nextMasterKey === undefined ? [masterKey] : [masterKey, nextMasterKey];
  const findMasterKeys = options.findMasterKeys ?? (() => Promise.resolve(masterKeys));
  const database = new PostgresDatabase({
    url,
    isPreparing,
    ...(maxConnections !== undefined && { maxConnections }),
  });
  try {
    await whenReachable(() => database.inTransaction(START_LIMITS, checkDurability));
    await migrate(database, readMigrations("postgres"), now());
    await database.inTransaction(START_LIMITS, checkOpening);
    const fingerprints = masterKeys.map(({ fingerprint }) => fingerprint);
    await database.inTransaction(START_LIMITS, (transaction) => checkMasterKeys(transaction, fingerprints));
    const engine = postgresEngine(database);
    // What a process that died in the middle of a deletion left.
    await cancelRemoved(engine);
    return new SealedStore({
      engine,
      masterKeys: masterKeyRing(masterKeys, await engine.readMasterKeyState(), async () => ({
        ...(await engine.readMasterKeyState()),
        known: await findMasterKeys(),
      })),
      now,
      ...(sealingsPerKey !== undefined && { sealingsPerKey }),
      ...(onEventsCommitted !== undefined && { onEventsCommitted }),
    });
  } catch (error) {
    await database.close();
    throw error;
  }
}
