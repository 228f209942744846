import { acceptBatch } from "./accept.ts";
import { lockOrganizations } from "./locks.ts";
import { numberList } from "./number-list.ts";
import { prepare } from "./query.ts";
import type { Transaction } from "./query.ts";
import type { Step } from "./step.ts";

const remove = prepare("DELETE FROM quarantine WHERE organization_id = $1 AND id = ANY($2::bigint[])");

export const discardQuarantinedStep: Step<"discard_quarantined"> = async (
  transaction,
  { organizationId, ids },
) => {
  const isRemoved = await removeAll(transaction, organizationId, ids);
  return isRemoved ? { result: null } : { refused: "not_found" };
};

/** Takes requests out of the quarantine and stores the events that they have become, by the rules of any event. */
export const releaseQuarantinedStep: Step<"release_quarantined"> = async (
  transaction,
  { organizationId, ids, batch },
) => {
  if (!(await removeAll(transaction, organizationId, ids))) return { refused: "not_found" };
  const results = await acceptBatch(transaction, batch);
  const isCurrent = results.every(({ outcome }) => outcome !== "outdated" && outcome !== "invalid");
  return isCurrent ? { result: results } : { refused: "outdated" };
};

/** False where one of them is not there, because another gateway was first; the caller then undoes the others. */
async function removeAll(
  transaction: Transaction,
  organizationId: number,
  ids: readonly number[],
): Promise<boolean> {
  await lockOrganizations(transaction, [organizationId]);
  return (await remove.run(transaction, organizationId, numberList(ids))) === ids.length;
}
