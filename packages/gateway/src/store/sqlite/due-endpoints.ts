import type { Database } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { MAX_CIRCUIT_PAUSE_MS } from "../circuit.ts";
import { MAX_TOKEN_WAIT_MS } from "../../token-bucket.ts";
import { isOver } from "./is-over.ts";
import { prepare } from "./query.ts";

interface DueRow {
  readonly organizationId: number;
  readonly endpointId: number;
}

/** When there is something to claim, slots aside. */
const DUE_AT = "max(s.next_due_at, coalesce(s.circuit_open_until, 0), coalesce(s.token_due_at, 0))";

/**
 * An endpoint is due when it is enabled, has work that is due, a free slot, a token where its rate is limited, and no
 * open circuit; after the pause of one it has a single slot. One with all slots taken is woken by the end of an attempt,
 * not by a time.
 */
export function dueEndpointsOperation(database: Database): Operation<"dueEndpoints"> {
  const due = prepare<DueRow>(
    database,
    `SELECT s.organization_id AS organizationId, s.endpoint_id AS endpointId
     FROM endpoint_state s JOIN endpoints e ON e.id = s.endpoint_id
     WHERE s.next_due_at <= ?1 AND e.disabled_reason IS NULL AND s.in_flight < e.concurrency
       AND ${isOver("s.token_due_at", MAX_TOKEN_WAIT_MS)} AND ${isOver("s.circuit_open_until", MAX_CIRCUIT_PAUSE_MS)}
       AND (s.circuit_open_until IS NULL OR s.in_flight = 0)
     ORDER BY s.next_due_at, s.endpoint_id`,
  );
  const next = prepare<{ readonly dueAt: number | null }>(
    database,
    `SELECT min(${DUE_AT}) AS dueAt FROM endpoint_state s JOIN endpoints e ON e.id = s.endpoint_id
     WHERE s.next_due_at IS NOT NULL AND e.disabled_reason IS NULL AND ${DUE_AT} > ?`,
  );
  return (now) => ({ due: due.all(now), nextDueAt: next.get(now)?.dueAt ?? undefined });
}
