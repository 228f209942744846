import type { Operation } from "./operation.ts";

/**
 * Does nothing and says that nothing is left to be done. On SQLite this empties the log; here the log, the row versions that
 * a deletion leaves behind and the files they lie in are the server's, for all its databases, and no statement of an ordinary
 * user makes it overwrite them: VACUUM marks their room as free, the next rows overwrite it, and the log is overwritten when
 * its segments come round again. All of it is sealed, so that destroying keys makes it useless wherever it lies.
 * See docs/explain/what-deleting-leaves.md.
 */
export const flushDeleted: Operation<"flushDeleted"> = () => Promise.resolve(true);
