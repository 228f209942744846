import { configurationTables } from "./configuration-tables.ts";
import { eventTables } from "./event-tables.ts";
import type { MovedTable } from "./moved-table.ts";

/**
 * What is moved from one database to another: every table with every column, those that others refer to before them. A test
 * holds this against the schemas of both engines.
 */
export const movedTables: readonly MovedTable[] = [...configurationTables, ...eventTables];

/** Tables that are not copied row by row, and why. */
export const keptTables: Readonly<Record<string, string>> = {
  schema_migrations: "what the database itself has run",
  schema_lock: "locked by whoever migrates Postgres",
  configuration_lock: "locked by whoever changes a configuration on Postgres",
  dedupe_progress: "how far dedupe_keys is written on SQLite; it is written whole before it is moved",
  leases: "on Postgres only; written again from the deliveries that are in flight",
  sequences: "counters, which are carried over by their names",
  sessions: "people sign in again where the store has moved to",
  moves: "the move itself",
  move_progress: "the move itself",
};
