import { DatabaseError } from "pg";
import { GatewayError } from "../../errors.ts";

/** SQLSTATE classes after which the same transaction, begun anew, may go well (Postgres manual, appendix A). */
const TRANSIENT_STATES: ReadonlySet<string> = new Set([
  "40001", // serialization_failure
  "40P01", // deadlock_detected
]);

/** Whether nothing was done and trying again helps. */
export function isTransient(error: unknown): boolean {
  return error instanceof DatabaseError && error.code !== undefined && TRANSIENT_STATES.has(error.code);
}

/** SQLSTATE `read_only_sql_transaction`: this server is a standby, or takes no writes for now. */
const READ_ONLY = "25006";

/** Whether the server takes no writes. */
export function isReadOnly(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === READ_ONLY;
}

/** SQLSTATE `cannot_connect_now`: the server is starting or stopping. */
const STARTING = "57P03";

/** There was no connection, or it broke: whether the database did anything is not known. */
export class DatabaseUnreachable extends GatewayError {
  constructor(reason: string, options?: ErrorOptions) {
    super("store_unavailable", `the database cannot be reached: ${reason}`, options);
  }
}

/** The coded error for whatever went wrong. Messages of Postgres may quote values, so only its state is repeated. */
export function toStoreError(error: unknown): GatewayError {
  if (error instanceof GatewayError) return error;
  if (error instanceof DatabaseError && error.code === STARTING) {
    return new DatabaseUnreachable("it is starting or stopping");
  }
  if (error instanceof DatabaseError) {
    return new GatewayError("store_unavailable", `the database refused: state ${error.code ?? "unknown"}`);
  }
  return new DatabaseUnreachable(reasonOf(error), { cause: error });
}

/** Where a host has several addresses and none answers, the system's error has a code and no message. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const code = "code" in error ? String(error.code) : "unknown";
  return error.message === "" ? code : error.message;
}
