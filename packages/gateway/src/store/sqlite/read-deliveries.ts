import { ATTEMPT_COLUMNS, toAttemptRow } from "../attempt-columns.ts";
import type { AttemptColumns } from "../attempt-columns.ts";
import type { DeliveryRow } from "../engine.ts";
import type { Database } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { DUE_AT_ONCE } from "../due-at-once.ts";
import { prepare } from "./query.ts";

type DeliveryColumns = Omit<DeliveryRow, "attempts">;

export function listDeliveriesOperation(database: Database): Operation<"listDeliveries"> {
  const deliveries = prepare<DeliveryColumns>(
    database,
    `SELECT endpoint_id AS endpointId, id, created_at AS createdAt, state,
       nullif(due_at, ${DUE_AT_ONCE}) AS dueAt FROM deliveries
     WHERE event_id = ? AND organization_id = ? ORDER BY endpoint_id, id`,
  );
  const attempts = prepare<AttemptColumns>(
    database,
    `SELECT ${ATTEMPT_COLUMNS} FROM attempts a
     WHERE a.endpoint_id = ? AND a.delivery_id = ? ORDER BY a.ordinal`,
  );
  return (organizationId, eventId) =>
    deliveries.all(eventId, organizationId).map((delivery) => ({
      ...delivery,
      attempts: attempts.all(delivery.endpointId, delivery.id).map(toAttemptRow),
    }));
}

interface Counts {
  readonly pending: number;
  readonly inFlight: number;
  readonly delivered: number;
  readonly failed: number;
  readonly held: number;
  readonly cancelled: number;
}

/** Adds up what the endpoints' state counts, so that millions of deliveries cost nothing. */
export function countDeliveriesOperation(database: Database): Operation<"countDeliveries"> {
  const count = prepare<Counts>(
    database,
    `SELECT coalesce(sum(pending), 0) AS pending, coalesce(sum(in_flight), 0) AS inFlight,
       coalesce(sum(delivered), 0) AS delivered, coalesce(sum(failed), 0) AS failed,
       coalesce(sum(held), 0) AS held, coalesce(sum(cancelled), 0) AS cancelled FROM endpoint_state`,
  );
  return () => {
    const {
      inFlight = 0,
      pending = 0,
      delivered = 0,
      failed = 0,
      held = 0,
      cancelled = 0,
    } = count.get() ?? {};
    return { pending, in_flight: inFlight, delivered, failed, held, cancelled };
  };
}
