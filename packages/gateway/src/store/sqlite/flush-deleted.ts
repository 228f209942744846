import type { Database } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";

/** The only operation outside a transaction: within one, the log cannot be written back. */
export function flushDeletedOperation(database: Database): Operation<"flushDeleted"> {
  return () => {
    // Prepared anew each time: a checkpoint is not to be kept as a statement that may hold a read open.
    const flushed = prepare<{ readonly busy: number }>(database, "PRAGMA wal_checkpoint(TRUNCATE)").get();
    return flushed?.busy === 0;
  };
}
