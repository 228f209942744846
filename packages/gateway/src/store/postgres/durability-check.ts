import { GatewayError } from "../../errors.ts";
import { prepare } from "./query.ts";
import type { Transaction } from "./query.ts";

/**
 * What an acknowledged commit may rest on: synced on this server, and with the last three by a standby as well
 * (Postgres manual, `synchronous_commit`). With `off` a crash takes the last commits.
 */
const DURABLE_COMMITS: ReadonlySet<string> = new Set(["local", "remote_write", "on", "remote_apply"]);

const read = prepare<{ readonly commits: string; readonly isSynced: string; readonly hasFullPages: string }>(
  `SELECT current_setting('synchronous_commit') AS commits, current_setting('fsync') AS "isSynced",
     current_setting('full_page_writes') AS "hasFullPages"`,
);

/**
 * Refuses a database that answers a COMMIT before it is on disk.
 *
 * @throws GatewayError `database_not_durable`.
 */
export async function checkDurability(transaction: Transaction): Promise<void> {
  const settings = await read.get(transaction);
  if (settings === undefined) throw new Error("the database knows no settings");
  const { commits, isSynced, hasFullPages } = settings;
  if (!DURABLE_COMMITS.has(commits)) refuse("synchronous_commit", commits);
  if (isSynced !== "on") refuse("fsync", isSynced);
  if (hasFullPages !== "on") refuse("full_page_writes", hasFullPages);
}

function refuse(setting: string, value: string): never {
  throw new GatewayError("database_not_durable", `${setting} of the database is ${value}; it must be on`);
}
