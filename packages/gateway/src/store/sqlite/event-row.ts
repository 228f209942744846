import type { EventRow } from "../engine.ts";
import { ownSources } from "../../config/own-sources.ts";

const ownNames = Object.entries(ownSources).map(([name, id]) => `WHEN ${id} THEN '${name}'`);

/** The name of an event's source where it has no row, because it is one of the gateway's own. */
export const OWN_SOURCE_NAME = `CASE e.source_id ${ownNames.join(" ")} END`;

/** The columns of an event as it is given out, from `events e`, its source `s` and the event it conflicts with, `c`. */
export const EVENT_COLUMNS = `
  e.id AS eventId, e.organization_id AS organizationId, e.source_id AS sourceId, 
  coalesce(s.name, ${OWN_SOURCE_NAME}) AS sourceName,
  e.received_at AS receivedAt, e.event_type AS eventType, e.blob_id AS blobId, e.frame_offset AS frameOffset,
  e.frame_length AS frameLength, e.body_bytes AS bodyBytes, e.duplicates, e.is_repeat AS isRepeat,
  e.is_payload_unreadable AS isPayloadUnreadable, e.payload_purged_at AS payloadPurgedAt, e.released_from AS releasedFrom, e.conflicts_with AS conflictsWith, c.received_at AS conflictReceivedAt`;

export const EVENT_TABLES = `events e LEFT JOIN sources s ON s.id = e.source_id LEFT JOIN events c ON c.id = e.conflicts_with`;

/** One row of {@link EVENT_COLUMNS}. */
export interface EventColumns extends Omit<
  EventRow,
  "id" | "isRepeat" | "isPayloadUnreadable" | "conflictsWith"
> {
  readonly eventId: number;
  readonly isRepeat: number;
  readonly isPayloadUnreadable: number;
  readonly conflictsWith: number | null;
  readonly conflictReceivedAt: number | null;
}

export function toEventRow(columns: EventColumns): EventRow {
  return {
    id: columns.eventId,
    organizationId: columns.organizationId,
    sourceId: columns.sourceId,
    sourceName: columns.sourceName,
    receivedAt: columns.receivedAt,
    eventType: columns.eventType,
    blobId: columns.blobId,
    frameOffset: columns.frameOffset,
    frameLength: columns.frameLength,
    bodyBytes: columns.bodyBytes,
    duplicates: columns.duplicates,
    isRepeat: columns.isRepeat === 1,
    isPayloadUnreadable: columns.isPayloadUnreadable === 1,
    payloadPurgedAt: columns.payloadPurgedAt,
    releasedFrom: columns.releasedFrom,
    conflictsWith:
      columns.conflictsWith === null || columns.conflictReceivedAt === null
        ? null
        : { id: columns.conflictsWith, receivedAt: columns.conflictReceivedAt },
  };
}
