import { prepare } from "./query.ts";
import type { Transaction } from "./query.ts";

/**
 * Every transaction takes its locks in one order: that of the configuration, then organizations by id, then states of
 * endpoints by id, then all other rows. So two of them wait for each other, but never in a circle.
 */

const configuration = prepare("SELECT 1 FROM configuration_lock WHERE id = 1 FOR UPDATE");
const organizations = prepare<LockedOrganization>(
  `SELECT id, config_version AS version FROM organizations WHERE id = ANY($1::bigint[])
   ORDER BY id FOR NO KEY UPDATE`,
);
const endpoints = prepare<{ readonly endpointId: number }>(
  `SELECT endpoint_id AS "endpointId" FROM endpoint_state WHERE endpoint_id = ANY($1::bigint[])
   ORDER BY endpoint_id FOR NO KEY UPDATE`,
);

/**
 * Makes this transaction the only one that changes configurations until it ends: what must not clash, such as a path,
 * spans organizations.
 */
export async function lockConfiguration(transaction: Transaction): Promise<void> {
  await configuration.run(transaction);
}

export interface LockedOrganization {
  readonly id: number;
  readonly version: number;
}

/**
 * Makes this transaction the only one that adds events to these organizations or changes their configuration until it
 * ends, so that positions rise in the order of commits.
 */
export async function lockOrganizations(
  transaction: Transaction,
  ids: Iterable<number>,
): Promise<readonly LockedOrganization[]> {
  return organizations.all(transaction, [...new Set(ids)]);
}

/** Makes this transaction the only one that changes deliveries of these endpoints, and their state, until it ends. */
export async function lockEndpoints(transaction: Transaction, ids: Iterable<number>): Promise<void> {
  await endpoints.all(transaction, [...new Set(ids)]);
}
