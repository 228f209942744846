import type { Database } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";

interface DueRow {
  readonly organizationId: number;
  readonly endpointId: number;
}

/**
 * An endpoint is due when it is enabled, has work that is due, a free slot, a token where its rate is limited, and no
 * open circuit. One with all slots taken is woken by the end of an attempt, not by a time.
 */
export function dueEndpointsOperation(database: Database): Operation<"dueEndpoints"> {
  const due = prepare<DueRow>(
    database,
    `SELECT s.organization_id AS organizationId, s.endpoint_id AS endpointId
     FROM endpoint_state s JOIN endpoints e ON e.id = s.endpoint_id
     WHERE s.next_due_at <= ?1 AND e.disabled_reason IS NULL AND s.in_flight < e.concurrency
       AND (s.tokens IS NULL OR s.tokens >= 1) AND (s.circuit_open_until IS NULL OR s.circuit_open_until <= ?1)
     ORDER BY s.next_due_at, s.endpoint_id`,
  );
  const next = prepare<{ readonly dueAt: number | null }>(
    database,
    `SELECT min(max(s.next_due_at, coalesce(s.circuit_open_until, 0))) AS dueAt
     FROM endpoint_state s JOIN endpoints e ON e.id = s.endpoint_id
     WHERE s.next_due_at IS NOT NULL AND e.disabled_reason IS NULL
       AND max(s.next_due_at, coalesce(s.circuit_open_until, 0)) > ?`,
  );
  return (now) => ({ due: due.all(now), nextDueAt: next.get(now)?.dueAt ?? undefined });
}
