import type { IdSequence } from "../engine.ts";
import type { Operation } from "./operation.ts";
import { prepare } from "./query.ts";
import type { Transaction } from "./query.ts";

const advance = prepare<{ readonly last: number }>(
  "UPDATE sequences SET last = last + $1 WHERE name = $2 RETURNING last",
);

export const reserveIds: Operation<"reserveIds"> = async (transaction, sequence, count) => {
  const row = await advance.get(transaction, count, sequence satisfies IdSequence);
  if (row === undefined) throw new Error(`there is no sequence ${sequence}`);
  return row.last - count + 1;
};

const takeEventIds = prepare<{ readonly id: number }>(
  "SELECT nextval('event_ids') AS id FROM generate_series(1, $1)",
);

/** Ids above every one that the caller's organizations have; the caller holds the locks of their rows. */
export async function nextEventIds(transaction: Transaction, count: number): Promise<readonly number[]> {
  if (count === 0) return [];
  return (await takeEventIds.all(transaction, count)).map(({ id }) => id);
}
