import { DUE_AT_ONCE } from "../due-at-once.ts";
import { OWN_SOURCE_NAME } from "../events/event-columns.ts";
import type { ListedDeliveryRow } from "./delivery-rows.ts";

/** A delivery of a list as a row of a statement names it. */
export interface DeliveryColumns extends Omit<ListedDeliveryRow, "event" | "replay"> {
  readonly replayId: number | null;
  readonly replayCreatedAt: number | null;
  readonly eventId: number;
  readonly receivedAt: number;
}

/** SQL: the columns of delivery `d` of event `e`, which both engines name alike; with {@link DELIVERY_DETAILS}. */
export const DELIVERY_COLUMNS = `
  d.endpoint_id AS "endpointId", d.id, d.created_at AS "createdAt", d.event_id AS "eventId",
  e.received_at AS "receivedAt", e.event_type AS "eventType", coalesce(s.name, ${OWN_SOURCE_NAME}) AS "sourceName",
  n.name AS "endpointName", d.state, nullif(d.due_at, ${DUE_AT_ONCE}) AS "dueAt", d.attempts,
  d.replay_id AS "replayId", r.created_at AS "replayCreatedAt",
  (SELECT a.result FROM attempts a WHERE a.endpoint_id = d.endpoint_id AND a.delivery_id = d.id
   ORDER BY a.ordinal DESC LIMIT 1) AS "lastResult"`;

export const DELIVERY_DETAILS = `JOIN endpoints n ON n.id = d.endpoint_id LEFT JOIN sources s ON s.id = e.source_id
  LEFT JOIN replays r ON r.id = d.replay_id`;

export function toListedDeliveryRow(columns: DeliveryColumns): ListedDeliveryRow {
  const { eventId, receivedAt, replayId, replayCreatedAt, ...rest } = columns;
  const replay =
    replayId === null || replayCreatedAt === null ? null : { id: replayId, createdAt: replayCreatedAt };
  return { ...rest, event: { id: eventId, receivedAt }, replay };
}
