import type { CounterName, Counters } from "../../move/counters.ts";
import type { Database } from "../driver.ts";
import { prepare } from "../query.ts";

/** Those of the table `sequences`. */
export const sqliteCounters = [
  "configuration",
  "data_keys",
  "blobs",
  "events",
  "replays",
  "quarantine",
] as const satisfies readonly CounterName[];

export function readCounters(database: Database): Counters {
  const read = prepare<{ readonly last: number }>(database, "SELECT last FROM sequences WHERE name = ?");
  const lastOf = (name: (typeof sqliteCounters)[number]): number => {
    const row = read.get(name);
    if (row === undefined) throw new Error(`there is no sequence ${name}`);
    return row.last;
  };
  const lines = prepare<{ readonly last: number | null }>(
    database,
    "SELECT max(id) AS last FROM order_lines",
  ).get();
  return {
    configuration: lastOf("configuration"),
    data_keys: lastOf("data_keys"),
    blobs: lastOf("blobs"),
    events: lastOf("events"),
    replays: lastOf("replays"),
    quarantine: lastOf("quarantine"),
    quarantine_positions: lastOf("quarantine"),
    order_lines: lines?.last ?? 0,
  };
}

/** Part of the caller's transaction. */
export function writeCounters(database: Database, counters: Counters): void {
  const write = prepare(database, "UPDATE sequences SET last = max(last, ?) WHERE name = ?");
  for (const name of sqliteCounters) write.run(counters[name], name);
  // The digests of all events were copied with them.
  prepare(database, "UPDATE dedupe_progress SET indexed_through = ? WHERE id = 1").run(counters.events);
}
