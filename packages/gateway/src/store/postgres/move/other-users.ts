import { setTimeout as delay } from "node:timers/promises";
import { GatewayError } from "../../../errors.ts";
import { GATEWAY_NAME } from "../database.ts";
import type { PostgresDatabase } from "../database.ts";
import { prepare } from "../query.ts";
import type { TimeLimits } from "../transaction.ts";

const LIMITS: TimeLimits = { answerMs: 5000, totalMs: 10_000 };

/** A gateway that was just stopped, or a move that was killed, is gone within this many looks. */
const MAX_LOOKS = 20;
const LOOK_PAUSE_MS = 250;

const count = prepare<{ readonly count: number }>(
  `SELECT count(*) AS count FROM pg_stat_activity
   WHERE datname = current_database() AND application_name = $1 AND pid <> pg_backend_pid()`,
);

/**
 * Refuses a database that gateways are connected to. Those that connect as another role may not be seen: the rows of a
 * source are fenced in as well.
 *
 * @throws GatewayError `database_in_use`.
 */
export async function checkUnused(database: PostgresDatabase): Promise<void> {
  for (let look = 1; ; look += 1) {
    const row = await database.inTransaction(LIMITS, (transaction) => count.get(transaction, GATEWAY_NAME));
    if (row?.count === 0) return;
    if (look === MAX_LOOKS) {
      throw new GatewayError("database_in_use", `gateways have ${row?.count} connections to the database`);
    }
    await delay(LOOK_PAUSE_MS);
  }
}
