import type { OperationName } from "../engine-operation.ts";
import type { WriterRequest } from "./messages.ts";

/** The steps of delivering: under load many wait at a time, and syncing costs more than their rows. */
const sharing: ReadonlySet<OperationName | "close"> = new Set([
  "record",
  "claim",
  "dueEndpoints",
  "readBlobs",
] as const);

/**
 * Whether a call may share its transaction with others of which this is true. They see each other's changes in the order of
 * the calls, and are repeated from the start if the transaction fails: they keep nothing but in the database.
 */
export function sharesTransactions<Request extends WriterRequest>(
  request: Request | undefined,
): request is Exclude<Request, { name: "close" }> {
  return request !== undefined && sharing.has(request.name);
}
