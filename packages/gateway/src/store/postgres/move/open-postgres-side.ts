import { GatewayError } from "../../../errors.ts";
import { missingMigrations, readMigrations } from "../../migrations.ts";
import type { AppliedMigration } from "../../migrations.ts";
import type { MoveSide } from "../../move/move-side.ts";
import type { OpenSideOptions } from "../../move/open-side-options.ts";
import { PostgresDatabase } from "../database.ts";
import { checkDurability } from "../durability-check.ts";
import { migrate } from "../migrate.ts";
import { prepare } from "../query.ts";
import type { Transaction } from "../query.ts";
import type { TimeLimits } from "../transaction.ts";
import { checkUnused } from "./other-users.ts";
import { PostgresMoveSide } from "./postgres-move-side.ts";

const LIMITS: TimeLimits = { answerMs: 5000, totalMs: 10_000 };

/** One works at a time; a second is for looking at who else is there. */
const MAX_CONNECTIONS = 2;

/**
 * Opens a database as one end of a move.
 *
 * @throws GatewayError `database_in_use`, `database_not_durable`, `move_source_empty`, `schema_outdated`,
 * `schema_too_new`, `schema_changed`, or `store_unavailable` where the database does not answer.
 */
export async function openPostgresSide(url: string, { role, now }: OpenSideOptions): Promise<MoveSide> {
  const database = new PostgresDatabase({
    url,
    maxConnections: MAX_CONNECTIONS,
    // Works behind every pooler, and costs nothing that counts beside a batch.
    isPreparing: false,
    applicationName: "countersign-move",
  });
  try {
    // Whoever only counts may do so beside gateways.
    if (role !== "counted") await checkUnused(database);
    if (role === "target") {
      await database.inTransaction(LIMITS, checkDurability);
      await migrate(database, readMigrations("postgres"), now);
    } else await database.inTransaction(LIMITS, checkSchema);
    return new PostgresMoveSide(database);
  } catch (error) {
    await database.close();
    throw error;
  }
}

const findTable = prepare(
  `SELECT 1 FROM information_schema.tables
   WHERE table_name = 'schema_migrations' AND table_schema = current_schema()`,
);
const listApplied = prepare<AppliedMigration>("SELECT number, checksum FROM schema_migrations");

/** A move changes nothing of what it moves, so a source is brought up to date by a gateway. */
async function checkSchema(transaction: Transaction): Promise<void> {
  if ((await findTable.get(transaction)) === undefined) {
    throw new GatewayError("move_source_empty", "the database has no tables");
  }
  const missing = missingMigrations(readMigrations("postgres"), await listApplied.all(transaction));
  if (missing.length > 0) {
    throw new GatewayError("schema_outdated", `${missing.length} migrations have not been run`);
  }
}
