import { lockOrganizations } from "../locks.ts";
import { prepare } from "../query.ts";
import type { Transaction } from "../query.ts";

const lockEndpoints = prepare(
  `SELECT 1 FROM endpoint_state WHERE endpoint_id IN (SELECT id FROM endpoints WHERE organization_id = $1)
   ORDER BY endpoint_id FOR NO KEY UPDATE`,
);

/**
 * Makes this transaction the only one that adds events or deliveries to the organization, moves its deliveries or places
 * holds, until it ends. What an event is needed for may be at any endpoint, and a replay may send it to one more: deciding
 * that nothing needs it takes all of them. Statements after this one see what was committed before.
 */
export async function lockWhole(transaction: Transaction, organizationId: number): Promise<void> {
  await lockOrganizations(transaction, [organizationId]);
  await lockEndpoints.run(transaction, organizationId);
}
