import { PostgresDatabase } from "./database.ts";
import { prepare } from "./query.ts";
import type { Transaction } from "./query.ts";
import type { TimeLimits } from "./transaction.ts";
import { whenReachable } from "./when-reachable.ts";

const LIMITS: TimeLimits = { answerMs: 5000, totalMs: 10_000 };

const find = prepare(
  "SELECT 1 FROM information_schema.tables WHERE table_name = 'meta' AND table_schema = current_schema()",
);
const read = prepare("SELECT 1 FROM meta WHERE id = 1");

/**
 * Whether a gateway has sealed anything in this database: a missing master key is then a lost one. A
 * database that does not answer yet is waited for, at most ten seconds.
 *
 * @throws GatewayError `store_unavailable` where the database does not answer.
 */
export async function hasPostgresStore(url: string): Promise<boolean> {
  const database = new PostgresDatabase({ url, isPreparing: false });
  try {
    return await whenReachable(() => database.inTransaction(LIMITS, hasMeta));
  } finally {
    await database.close();
  }
}

async function hasMeta(transaction: Transaction): Promise<boolean> {
  if ((await find.get(transaction)) === undefined) return false;
  return (await read.get(transaction)) !== undefined;
}
