import type { IdSequence } from "../engine.ts";
import type { Database } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";

/** Moves a sequence on by `count` and gives the first of the ids passed; part of the caller's transaction. */
export function advanceSequence(
  database: Database,
): (sequence: IdSequence | "events", count: number) => number {
  const advance = prepare<{ readonly last: number }>(
    database,
    "UPDATE sequences SET last = last + ? WHERE name = ? RETURNING last",
  );
  return (sequence, count) => {
    const row = advance.get(count, sequence);
    if (row === undefined) throw new Error(`there is no sequence ${sequence}`);
    return row.last - count + 1;
  };
}

export function reserveIdsOperation(database: Database): Operation<"reserveIds"> {
  return advanceSequence(database);
}
