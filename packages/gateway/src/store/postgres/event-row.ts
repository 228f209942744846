import { OWN_SOURCE_NAME } from "../events/event-columns.ts";

/**
 * The columns of an event as it is given out, from {@link EVENT_TABLES}. The event that it conflicts with is read by its key
 * and for the rows that are given out only: as a join it would leave the planner a choice that it need not have.
 */
export const EVENT_COLUMNS = `
  e.id AS "eventId", e.organization_id AS "organizationId", e.source_id AS "sourceId",
  coalesce(s.name, ${OWN_SOURCE_NAME}) AS "sourceName",
  e.received_at AS "receivedAt", e.event_type AS "eventType", e.blob_id AS "blobId", e.frame_offset AS "frameOffset",
  e.frame_length AS "frameLength", e.body_bytes AS "bodyBytes", e.duplicates, e.is_repeat AS "isRepeat",
  e.is_payload_unreadable AS "isPayloadUnreadable", e.payload_purged_at AS "payloadPurgedAt",
  e.released_from AS "releasedFrom", e.conflicts_with AS "conflictsWith",
  (SELECT c.received_at FROM events c WHERE c.id = e.conflicts_with) AS "conflictReceivedAt"`;

export const EVENT_TABLES = "events e LEFT JOIN sources s ON s.id = e.source_id";
