import { setTimeout as sleep } from "node:timers/promises";
import { GatewayError } from "../../errors.ts";
import { prepare } from "./query.ts";
import type { Transaction } from "./query.ts";

/**
 * Every transaction takes its locks in one order: that of the configuration, then organizations by id, then states of
 * endpoints by id, then all other rows. So two of them wait for each other, but never in a circle.
 */

const configuration = prepare("SELECT 1 FROM configuration_lock WHERE id = 1 FOR UPDATE SKIP LOCKED");

/** A small change takes a few milliseconds. */
const CONFIGURATION_PAUSE_MS = 20;
/** Half a minute: a change of some ten thousand rows takes seconds. */
const CONFIGURATION_TRIES = 1500;
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
 * spans organizations. Nothing is locked while it waits.
 *
 * @throws GatewayError `store_unavailable` when others keep it for half a minute.
 */
export async function lockConfiguration(transaction: Transaction): Promise<void> {
  // Asked for again and again instead of waited for: gateways that start together all apply a large file, which takes
  // longer than an answer of the database may.
  for (let attempt = 0; attempt < CONFIGURATION_TRIES; attempt += 1) {
    if ((await configuration.run(transaction)) === 1) return;
    await sleep(CONFIGURATION_PAUSE_MS);
  }
  throw new GatewayError("store_unavailable", "another gateway keeps changing the configuration");
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
