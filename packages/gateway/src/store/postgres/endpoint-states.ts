import type { EndpointStateRow } from "../engine.ts";
import type { Operation } from "./operation.ts";
import { prepare } from "./query.ts";

/** The oldest pending delivery is the first never-tried one or the first of those put off; each is one step in an index. */
const OLDEST_PENDING = `least(
  (SELECT d.created_at FROM deliveries d
   WHERE d.endpoint_id = s.endpoint_id AND d.id > s.fresh_position AND d.state = 'pending' ORDER BY d.id LIMIT 1),
  (SELECT d.created_at FROM deliveries d
   WHERE d.endpoint_id = s.endpoint_id AND (d.due_at IS NOT NULL OR d.is_waiting)
   ORDER BY d.id LIMIT 1))`;

const list = prepare<EndpointStateRow>(
  `SELECT s.organization_id AS "organizationId", o.name AS "organizationName", s.endpoint_id AS "endpointId",
     e.name AS "endpointName", e.disabled_reason IS NULL AS "isEnabled", s.pending, s.in_flight AS "inFlight",
     s.failed, s.held, s.circuit_open_until AS "circuitOpenUntil", s.consecutive_failures AS "consecutiveFailures",
     s.token_due_at AS "tokenDueAt",
     CASE WHEN s.pending > 0 THEN ${OLDEST_PENDING} END AS "oldestPendingAt"
   FROM endpoint_state s JOIN endpoints e ON e.id = s.endpoint_id JOIN organizations o ON o.id = s.organization_id
   WHERE $1::bigint IS NULL OR s.organization_id = $1 ORDER BY s.endpoint_id`,
);

export const listEndpointStates: Operation<"listEndpointStates"> = (transaction, organizationId) =>
  list.all(transaction, organizationId);
