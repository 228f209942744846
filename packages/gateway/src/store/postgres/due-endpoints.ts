import { MAX_TOKEN_WAIT_MS } from "../../token-bucket.ts";
import { MAX_CIRCUIT_PAUSE_MS } from "../circuit.ts";
import type { DueEndpoints } from "../delivering.ts";
import { isOver } from "./is-over.ts";
import type { Operation } from "./operation.ts";
import { prepare } from "./query.ts";
import type { Transaction } from "./query.ts";

/** When there is something to claim, slots aside. */
const DUE_AT = "greatest(s.next_due_at, coalesce(s.circuit_open_until, 0), coalesce(s.token_due_at, 0))";

const ENABLED = "endpoint_state s JOIN endpoints e ON e.id = s.endpoint_id AND e.disabled_reason IS NULL";

const NOW = "$1::bigint";

const findDue = prepare<DueEndpoints["due"][number]>(
  `SELECT s.organization_id AS "organizationId", s.endpoint_id AS "endpointId" FROM ${ENABLED}
   WHERE s.next_due_at <= ${NOW} AND s.in_flight < e.concurrency
     AND ${isOver("s.token_due_at", MAX_TOKEN_WAIT_MS, NOW)}
     AND ${isOver("s.circuit_open_until", MAX_CIRCUIT_PAUSE_MS, NOW)}
     AND (s.circuit_open_until IS NULL OR s.in_flight = 0)
   ORDER BY s.next_due_at, s.endpoint_id`,
);
const findNext = prepare<{ readonly dueAt: number | null }>(
  `SELECT min(${DUE_AT}) AS "dueAt" FROM ${ENABLED} WHERE s.next_due_at IS NOT NULL AND ${DUE_AT} > ${NOW}`,
);

/**
 * An endpoint is due when it is enabled, has work that is due, a free slot, a token where its rate is limited, and no
 * open circuit; after the pause of one it has a single slot. One with all slots taken is woken by the end of an attempt,
 * not by a time.
 */
export async function findDueEndpoints(transaction: Transaction, now: number): Promise<DueEndpoints> {
  const at = Math.trunc(now);
  const [due, next] = await Promise.all([findDue.all(transaction, at), findNext.get(transaction, at)]);
  return { due, nextDueAt: next?.dueAt ?? undefined };
}

export const dueEndpoints: Operation<"dueEndpoints"> = (transaction, now) =>
  transaction.closing(() => findDueEndpoints(transaction, now));
