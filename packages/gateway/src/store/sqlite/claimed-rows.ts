import { toEventRow } from "../events/event-columns.ts";
import type { ClaimedRow, ClaimedRows } from "../engine.ts";
import type { ReplaySigning } from "../replay/replay-rows.ts";
import { EVENT_COLUMNS, EVENT_TABLES } from "./event-row.ts";
import type { PackedClaim, PackedLease } from "./writer-calls.ts";

/** One claimed delivery with its event, as the statement below names its columns and in their order. */
type Columns = readonly [
  id: number,
  createdAt: number,
  token: number,
  attempts: number,
  refusals: number,
  replayId: number | null,
  replayCreatedAt: number | null,
  replaySigning: ReplaySigning | null,
  eventId: number,
  sourceId: number,
  sourceName: string,
  receivedAt: number,
  eventType: string,
  blobId: number,
  frameOffset: number,
  frameLength: number,
  bodyBytes: number,
  duplicates: number,
  isRepeat: number,
  isPayloadUnreadable: number,
  payloadPurgedAt: number | null,
  releasedFrom: number | null,
  conflictsWith: number | null,
  conflictReceivedAt: number | null,
];

/**
 * SQL: the deliveries of endpoint ?1 whose ids the JSON array ?2 lists, in its order, as one JSON text. Reading them one by
 * one costs several times as much, most of it for making a value of each column.
 */
export const CLAIMED_ROWS = `
  SELECT json_group_array(json_array(id, createdAt, token, attempts, refusals, replayId, replayCreatedAt, replaySigning,
    eventId, sourceId, sourceName, receivedAt, eventType, blobId, frameOffset, frameLength, bodyBytes,
    duplicates, isRepeat, isPayloadUnreadable, payloadPurgedAt, releasedFrom, conflictsWith, conflictReceivedAt)) AS rows, count(*) AS count
  FROM (
    SELECT d.id, d.created_at AS createdAt, d.token, d.attempts, d.refusals, d.replay_id AS replayId,
      r.created_at AS replayCreatedAt, r.signing AS replaySigning, ${EVENT_COLUMNS}
    FROM json_each(?2) wanted CROSS JOIN deliveries d ON d.endpoint_id = ?1 AND d.id = wanted.value
      LEFT JOIN replays r ON r.id = d.replay_id
      JOIN ${EVENT_TABLES.replace("events e", "events e ON e.id = d.event_id")}
    ORDER BY wanted.key)`;

/** Gives what the writer thread claimed as rows. */
export function readClaimed({ leases, outdatedOrganizations, due }: PackedClaim): ClaimedRows {
  return { claimed: leases.flatMap(readLease), outdatedOrganizations, due };
}

type Lease = Omit<PackedLease, "rows">;

function readLease({ rows, ...lease }: PackedLease): readonly ClaimedRow[] {
  return (JSON.parse(rows) as readonly Columns[]).map((columns) => toClaimedRow(columns, lease));
}

function toClaimedRow(columns: Columns, { organizationId, endpointId, leaseUntil }: Lease): ClaimedRow {
  const [
    id,
    createdAt,
    token,
    attempts,
    refusals,
    replayId,
    replayCreatedAt,
    signing,
    eventId,
    sourceId,
    sourceName,
    receivedAt,
    eventType,
    blobId,
    frameOffset,
    frameLength,
    bodyBytes,
    duplicates,
    isRepeat,
    isPayloadUnreadable,
    payloadPurgedAt,
    releasedFrom,
    conflictsWith,
    conflictReceivedAt,
  ] = columns;
  const event = toEventRow({
    eventId,
    organizationId,
    sourceId,
    sourceName,
    receivedAt,
    eventType,
    blobId,
    frameOffset,
    frameLength,
    bodyBytes,
    duplicates,
    isRepeat,
    isPayloadUnreadable,
    payloadPurgedAt,
    releasedFrom,
    conflictsWith,
    conflictReceivedAt,
  });
  const claim = { id, createdAt, token, leaseUntil, attempt: attempts + 1, refusals };
  const row = { organizationId, endpointId, ...claim, event };
  if (replayId === null || replayCreatedAt === null || signing === null) return row;
  return { ...row, replay: { id: replayId, createdAt: replayCreatedAt, signing } };
}
