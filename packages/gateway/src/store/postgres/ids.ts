import type { IdSequence } from "../engine.ts";
import type { Operation } from "./operation.ts";
import { prepare } from "./query.ts";

const advance = prepare<{ readonly last: number }>(
  "UPDATE sequences SET last = last + $1 WHERE name = $2 RETURNING last",
);

export const reserveIds: Operation<"reserveIds"> = async (transaction, sequence, count) => {
  const row = await advance.get(transaction, count, sequence satisfies IdSequence);
  if (row === undefined) throw new Error(`there is no sequence ${sequence}`);
  return row.last - count + 1;
};
