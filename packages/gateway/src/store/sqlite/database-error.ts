import { GatewayError } from "../../errors.ts";

/** The coded error for whatever went wrong. Messages of SQLite name tables and columns, never values. */
export function toStoreError(error: unknown): GatewayError {
  if (error instanceof GatewayError) return error;
  const reason = error instanceof Error ? error.message : "unknown";
  return new GatewayError("store_unavailable", `the database refused: ${reason}`, { cause: error });
}
