import type { AttemptRow, DeliveryRow } from "../engine.ts";
import type { Database } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { DUE_AT_ONCE } from "./order-lines.ts";
import { prepare } from "./query.ts";

type DeliveryColumns = Omit<DeliveryRow, "attempts">;

export interface AttemptColumns extends Omit<AttemptRow, "isFenced" | "excerpt"> {
  readonly isFenced: number;
  readonly blobId: number | null;
  readonly offset: number | null;
  readonly length: number | null;
}

export function listDeliveriesOperation(database: Database): Operation<"listDeliveries"> {
  const deliveries = prepare<DeliveryColumns>(
    database,
    `SELECT endpoint_id AS endpointId, id, created_at AS createdAt, state,
       nullif(due_at, ${DUE_AT_ONCE}) AS dueAt FROM deliveries
     WHERE event_id = ? AND organization_id = ? ORDER BY endpoint_id, id`,
  );
  const attempts = prepare<AttemptColumns>(
    database,
    `SELECT number, started_at AS startedAt, duration_ms AS durationMs, result, status, secret_id AS secretId,
       is_fenced AS isFenced, excerpt_blob_id AS blobId, excerpt_offset AS "offset", excerpt_length AS length
     FROM attempts WHERE endpoint_id = ? AND delivery_id = ? ORDER BY ordinal`,
  );
  return (organizationId, eventId) =>
    deliveries.all(eventId, organizationId).map((delivery) => ({
      ...delivery,
      attempts: attempts.all(delivery.endpointId, delivery.id).map(toAttemptRow),
    }));
}

export function toAttemptRow({ isFenced, blobId, offset, length, ...rest }: AttemptColumns): AttemptRow {
  const excerpt = blobId === null || offset === null || length === null ? null : { blobId, offset, length };
  return { ...rest, isFenced: isFenced === 1, excerpt };
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
