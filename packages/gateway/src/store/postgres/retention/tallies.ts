import type { PurgeTally } from "../../retention/retention-rows.ts";
import { lockOrganizations } from "../locks.ts";
import type { Operation } from "../operation.ts";
import { prepare } from "../query.ts";
import type { Transaction } from "../query.ts";
import type { Step } from "../step.ts";

const add = prepare(
  `INSERT INTO purge_tallies AS t (organization_id, what, items, bytes) VALUES ($1, $2, $3, $4)
   ON CONFLICT (organization_id, what) DO UPDATE SET items = t.items + excluded.items, bytes = t.bytes + excluded.bytes`,
);
const list = prepare<PurgeTally>(
  `SELECT organization_id AS "organizationId", what, items, bytes FROM purge_tallies ORDER BY 1, 2`,
);
const clear = prepare(
  "DELETE FROM purge_tallies WHERE organization_id = $1 AND what = $2 AND items = $3 AND bytes = $4",
);

/** Counts what is deleted, in the transaction that deletes it. */
export async function addToTally(
  transaction: Transaction,
  { organizationId, what, items, bytes }: PurgeTally,
): Promise<void> {
  if (items > 0) await add.run(transaction, organizationId, what, items, bytes);
}

export const listPurgeTallies: Operation<"listPurgeTallies"> = (transaction) => list.all(transaction);

/** Of two gateways that tell of the same tally one finds it cleared. */
export const clearPurgeTallyStep: Step<"clear_purge_tally"> = async (transaction, tally) => {
  const { organizationId, what, items, bytes } = tally;
  await lockOrganizations(transaction, [organizationId]);
  const isCleared = (await clear.run(transaction, organizationId, what, items, bytes)) === 1;
  return isCleared ? { result: null } : { refused: "outdated" };
};
