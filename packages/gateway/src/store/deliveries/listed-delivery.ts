import { formatDeliveryId, formatEventId, formatReplayId } from "../public-id.ts";
import type { ListedDeliveryRow } from "./delivery-rows.ts";
import type { ListedDelivery } from "./delivery-store.ts";

export function toListedDelivery(row: ListedDeliveryRow): ListedDelivery {
  return {
    deliveryId: formatDeliveryId(row),
    eventId: formatEventId(row.event),
    eventType: row.eventType,
    source: row.sourceName,
    endpoint: row.endpointName,
    state: row.state,
    createdAt: row.createdAt,
    attempts: row.attempts,
    ...(row.dueAt !== null && { dueAt: row.dueAt }),
    ...(row.lastResult !== null && { lastResult: row.lastResult }),
    ...(row.replay !== null && { replayId: formatReplayId(row.replay) }),
  };
}
