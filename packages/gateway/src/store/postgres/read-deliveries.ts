import { ATTEMPT_COLUMNS, toAttemptRow } from "../attempt-columns.ts";
import type { AttemptColumns } from "../attempt-columns.ts";
import type { DeliveryState } from "../delivering.ts";
import { DUE_AT_ONCE } from "../due-at-once.ts";
import type { AttemptRow, DeliveryRow } from "../engine.ts";
import type { Operation } from "./operation.ts";
import { prepare } from "./query.ts";

const deliveriesOf = prepare<Omit<DeliveryRow, "attempts">>(
  `SELECT endpoint_id AS "endpointId", id, created_at AS "createdAt", state,
     nullif(due_at, ${DUE_AT_ONCE}) AS "dueAt" FROM deliveries
   WHERE event_id = $1 AND organization_id = $2 ORDER BY endpoint_id, id`,
);
const attemptsOf = prepare<AttemptColumns & { readonly endpointId: number; readonly deliveryId: number }>(
  `SELECT a.endpoint_id AS "endpointId", a.delivery_id AS "deliveryId", ${ATTEMPT_COLUMNS}
   FROM deliveries d JOIN attempts a ON a.endpoint_id = d.endpoint_id AND a.delivery_id = d.id
   WHERE d.event_id = $1 AND d.organization_id = $2 ORDER BY a.endpoint_id, a.delivery_id, a.ordinal`,
);

export const listDeliveries: Operation<"listDeliveries"> = async (transaction, organizationId, eventId) => {
  const deliveries = await deliveriesOf.all(transaction, eventId, organizationId);
  const attempts = new Map<string, AttemptRow[]>();
  for (const { endpointId, id } of deliveries) attempts.set(`${endpointId} ${id}`, []);
  for (const row of await attemptsOf.all(transaction, eventId, organizationId)) {
    const { endpointId, deliveryId, ...columns } = row;
    attempts.get(`${endpointId} ${deliveryId}`)?.push(toAttemptRow(columns));
  }
  return deliveries.map((row) => ({ ...row, attempts: attempts.get(`${row.endpointId} ${row.id}`) ?? [] }));
};

/** The driver gives the sum of whole numbers as a text, because it may have any number of digits; these never do. */
const count = prepare<Record<DeliveryState, number>>(
  `SELECT coalesce(sum(pending), 0)::bigint AS pending, coalesce(sum(in_flight), 0)::bigint AS in_flight,
     coalesce(sum(delivered), 0)::bigint AS delivered, coalesce(sum(failed), 0)::bigint AS failed,
     coalesce(sum(held), 0)::bigint AS held, coalesce(sum(cancelled), 0)::bigint AS cancelled FROM endpoint_state`,
);

/** Adds up what the endpoints' state counts, so that millions of deliveries cost nothing. */
export const countDeliveries: Operation<"countDeliveries"> = async (transaction) => {
  const none = { pending: 0, in_flight: 0, delivered: 0, failed: 0, held: 0, cancelled: 0 };
  return (await count.get(transaction)) ?? none;
};
