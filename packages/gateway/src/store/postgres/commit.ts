import type { PoolClient, QueryResult } from "pg";
import { GatewayError } from "../../errors.ts";

/** What the database says beside an answer; the rest of it is in the language of the server. */
interface Notice {
  readonly code: string | undefined;
  /** The function of the server that says it. */
  readonly routine: string | undefined;
}

/** `no_active_sql_transaction` (Postgres manual, appendix A): each statement was committed alone, or none. */
const NO_TRANSACTION = "25P01";

/**
 * Says so when somebody cancels a COMMIT that waits for a standby: it is then committed on this server only, and told as a
 * COMMIT like any other (Postgres source, `src/backend/replication/syncrep.c`).
 */
const WAITS_FOR_STANDBY = "SyncRepWaitForLSN";

/**
 * Commits what is under way on a connection. Sent at once.
 *
 * @throws GatewayError `store_unavailable` where the database answers, but not that all of it is as durable as it promises.
 */
export async function commit(
  client: PoolClient,
  within: <Result>(answer: Promise<Result>) => Promise<Result>,
): Promise<void> {
  let isReserved = false;
  const onNotice = (notice: Notice): void => {
    isReserved ||= notice.code === NO_TRANSACTION || notice.routine === WAITS_FOR_STANDBY;
  };
  client.on("notice", onNotice);
  try {
    const { command }: QueryResult = await within(client.query("COMMIT"));
    // A transaction in which a statement failed is undone, and a COMMIT of it answered ROLLBACK.
    if (command === "COMMIT" && !isReserved) return;
  } finally {
    client.off("notice", onNotice);
  }
  throw new GatewayError("store_unavailable", "the database did not commit, or on no other server yet");
}
