import { ownSources } from "../../config/own-sources.ts";
import type { EventRow } from "../engine.ts";

const ownNames = Object.entries(ownSources).map(([name, id]) => `WHEN ${id} THEN '${name}'`);

/** SQL: the name of the source of event `e` where it has no row, because it is one of the gateway's own. */
export const OWN_SOURCE_NAME = `CASE e.source_id ${ownNames.join(" ")} END`;

/** SQLite knows no booleans. */
type Flag = boolean | number;

/** An event as a row of a statement names it. */
export interface EventColumns extends Omit<
  EventRow,
  "id" | "isRepeat" | "isPayloadUnreadable" | "conflictsWith"
> {
  readonly eventId: number;
  readonly isRepeat: Flag;
  readonly isPayloadUnreadable: Flag;
  readonly conflictsWith: number | null;
  readonly conflictReceivedAt: number | null;
}

/** Field by field, because a statement may give more than an event. */
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
    isRepeat: Boolean(columns.isRepeat),
    isPayloadUnreadable: Boolean(columns.isPayloadUnreadable),
    payloadPurgedAt: columns.payloadPurgedAt,
    releasedFrom: columns.releasedFrom,
    conflictsWith:
      columns.conflictsWith === null || columns.conflictReceivedAt === null
        ? null
        : { id: columns.conflictsWith, receivedAt: columns.conflictReceivedAt },
  };
}
