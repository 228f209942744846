import type {
  DeliveryPosition,
  DeliveryRowFilter,
  ListedDeliveryRow,
  NamedAttemptRow,
} from "../deliveries/delivery-rows.ts";
import { OWN_SOURCE_NAME } from "./event-row.ts";
import type { Database, Value } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";
import type { Query } from "./query.ts";
import { toAttemptRow } from "./read-deliveries.ts";
import type { AttemptColumns } from "./read-deliveries.ts";

/** Above every id. */
const BEYOND_ALL_IDS = Number.MAX_SAFE_INTEGER;

const COLUMNS = `
  d.endpoint_id AS endpointId, d.id, d.created_at AS createdAt, d.event_id AS eventId, e.received_at AS receivedAt,
  e.event_type AS eventType, coalesce(s.name, ${OWN_SOURCE_NAME}) AS sourceName, n.name AS endpointName, d.state,
  d.due_at AS dueAt, d.attempts, d.replay_id AS replayId, r.created_at AS replayCreatedAt,
  (SELECT result FROM attempts a WHERE a.endpoint_id = d.endpoint_id AND a.delivery_id = d.id
   ORDER BY a.ordinal DESC LIMIT 1) AS lastResult`;

const DETAILS =
  "JOIN endpoints n ON n.id = d.endpoint_id LEFT JOIN sources s ON s.id = e.source_id LEFT JOIN replays r ON r.id = d.replay_id";

/** Each list is one walk along an index, newest first, within bounds that ?2 and ?3 set. */
const walks = {
  /** An endpoint's own numbers. */
  endpoint: {
    from: `deliveries d CROSS JOIN events e ON e.id = d.event_id ${DETAILS}`,
    where: "d.endpoint_id = ?6 AND d.id BETWEEN ?2 AND ?3",
    order: "d.id DESC",
  },
  /** An endpoint's dead letters, or what it holds. */
  stuckAtEndpoint: {
    from: `deliveries d INDEXED BY deliveries_stuck_at_endpoint CROSS JOIN events e ON e.id = d.event_id ${DETAILS}`,
    where: "d.endpoint_id = ?6 AND d.state = ?5 AND d.state IN ('failed', 'held') AND d.id BETWEEN ?2 AND ?3",
    order: "d.id DESC",
  },
  /** The organization's dead letters, or what it holds. */
  stuck: {
    from: `deliveries d INDEXED BY deliveries_stuck CROSS JOIN events e ON e.id = d.event_id ${DETAILS}`,
    where: `d.organization_id = ?1 AND d.state = ?5 AND d.state IN ('failed', 'held') AND d.event_id BETWEEN ?2 AND ?3`,
    order: "d.event_id DESC, d.endpoint_id DESC, d.id DESC",
  },
  replay: {
    from: `deliveries d INDEXED BY deliveries_of_replay CROSS JOIN events e ON e.id = d.event_id ${DETAILS}`,
    where: "d.replay_id = ?11 AND d.event_id BETWEEN ?2 AND ?3",
    order: "d.event_id DESC, d.endpoint_id DESC, d.id DESC",
  },
  /** Everything, through the organization's events. */
  events: {
    from: `events e CROSS JOIN deliveries d ON d.event_id = e.id ${DETAILS}`,
    where: "e.organization_id = ?1 AND e.id BETWEEN ?2 AND ?3",
    order: "e.id DESC, d.endpoint_id DESC, d.id DESC",
  },
} as const;

type Walk = keyof typeof walks;

/** What a walk leaves to be told of a delivery. */
const REST = `
  d.organization_id = ?1 AND (?4 IS NULL OR (d.event_id, d.endpoint_id, d.id) < (?4, ?12, ?13))
  AND (?5 IS NULL OR d.state = ?5) AND (?6 IS NULL OR d.endpoint_id = ?6)
  AND (?7 IS NULL OR e.source_id IN (SELECT value FROM json_each(?7)))
  AND (?8 IS NULL OR d.created_at >= ?8) AND (?9 IS NULL OR d.created_at <= ?9)
  AND (?10 IS NULL OR (d.state = 'pending' AND coalesce(d.due_at, 0) <= ?10)) AND (?11 IS NULL OR d.replay_id = ?11)`;

function listing(database: Database, walk: Walk): Query<DeliveryColumns> {
  const { from, where, order } = walks[walk];
  return prepare(
    database,
    `SELECT ${COLUMNS} FROM ${from} WHERE ${where} AND ${REST} ORDER BY ${order} LIMIT ?14`,
  );
}

interface DeliveryColumns extends Omit<ListedDeliveryRow, "event" | "replay"> {
  readonly replayId: number | null;
  readonly replayCreatedAt: number | null;
  readonly eventId: number;
  readonly receivedAt: number;
}

export function scanDeliveriesOperation(database: Database): Operation<"scanDeliveries"> {
  const statements: Readonly<Record<Walk, Query<DeliveryColumns>>> = {
    endpoint: listing(database, "endpoint"),
    stuckAtEndpoint: listing(database, "stuckAtEndpoint"),
    stuck: listing(database, "stuck"),
    replay: listing(database, "replay"),
    events: listing(database, "events"),
  };
  const lowestEvent = prepare<{ readonly id: number }>(
    database,
    "SELECT id FROM events WHERE organization_id = ? AND id <= ? ORDER BY id DESC LIMIT 1 OFFSET ?",
  );
  const lastNumber = prepare<{ readonly id: number }>(
    database,
    "SELECT last_delivery_id AS id FROM endpoint_state WHERE endpoint_id = ? AND organization_id = ?",
  );
  const lowestStuck = prepare<{ readonly id: number }>(
    database,
    `SELECT event_id AS id FROM deliveries INDEXED BY deliveries_stuck
     WHERE organization_id = ? AND state = ? AND state IN ('failed', 'held') AND event_id <= ?
     ORDER BY event_id DESC LIMIT 1 OFFSET ?`,
  );
  const lowestStuckNumber = prepare<{ readonly id: number }>(
    database,
    `SELECT id FROM deliveries INDEXED BY deliveries_stuck_at_endpoint
     WHERE endpoint_id = ? AND state = ? AND state IN ('failed', 'held') AND id <= ?
     ORDER BY id DESC LIMIT 1 OFFSET ?`,
  );
  const lowestOfReplay = prepare<{ readonly id: number }>(
    database,
    `SELECT event_id AS id FROM deliveries INDEXED BY deliveries_of_replay WHERE replay_id = ? AND event_id <= ?
     ORDER BY event_id DESC LIMIT 1 OFFSET ?`,
  );

  /** The lowest number that the walk may look at now, and undefined where it may go to the end. */
  function lowest(
    organizationId: number,
    { walk, last }: { readonly walk: Walk; readonly last: number },
    filter: DeliveryRowFilter,
    maxScanned: number,
  ): number | undefined {
    const { endpointId = 0, state = "", replayId = 0 } = filter;
    const offset = maxScanned - 1;
    switch (walk) {
      case "endpoint": {
        const top = Math.min(last, lastNumber.get(endpointId, organizationId)?.id ?? 0);
        return top > offset ? top - offset : undefined;
      }
      case "stuckAtEndpoint":
        return lowestStuckNumber.get(endpointId, state, last, offset)?.id;
      case "stuck":
        return lowestStuck.get(organizationId, state, last, offset)?.id;
      case "replay":
        return lowestOfReplay.get(replayId, last, offset)?.id;
      case "events":
        return lowestEvent.get(organizationId, last, offset)?.id;
    }
  }

  return (organizationId, filter, scan) => {
    const walk = walkOf(filter);
    const isByNumber = walk === "endpoint" || walk === "stuckAtEndpoint";
    const { after } = scan;
    // Numbers of one endpoint are passed one by one; an event may have further deliveries behind the position.
    const afterNumber = after === undefined ? BEYOND_ALL_IDS : after.id - 1;
    const afterEvent = after === undefined ? BEYOND_ALL_IDS : after.eventId - (isBelowEvent(after) ? 1 : 0);
    const ofEvent = walk === "events" ? filter.eventId : undefined;
    const last = Math.min(isByNumber ? afterNumber : afterEvent, ofEvent ?? BEYOND_ALL_IDS);
    const edge =
      ofEvent === undefined ? lowest(organizationId, { walk, last }, filter, scan.maxScanned) : undefined;
    const first = ofEvent ?? edge ?? 0;
    const values = parameters(organizationId, { first, last }, filter, isByNumber ? undefined : after);
    const rows = statements[walk].all(...values, scan.limit).map(toListedDeliveryRow);
    const end = rows.at(-1);
    if (rows.length === scan.limit && end !== undefined) return { rows, next: positionOf(end) };
    // The whole of the window was read: go on below everything in it.
    const next = edge === undefined ? null : { eventId: edge, endpointId: 0, id: isByNumber ? edge : 0 };
    return { rows, next };
  };
}

/** Endpoints are numbered from 1: a position without one has passed all of the event. */
function isBelowEvent({ endpointId }: DeliveryPosition): boolean {
  return endpointId === 0;
}

function walkOf({ state, endpointId, eventId, replayId }: DeliveryRowFilter): Walk {
  if (eventId !== undefined) return "events";
  if (replayId !== undefined) return "replay";
  const isStuck = state === "failed" || state === "held";
  if (endpointId !== undefined) return isStuck ? "stuckAtEndpoint" : "endpoint";
  return isStuck ? "stuck" : "events";
}

function parameters(
  organizationId: number,
  range: { readonly first: number; readonly last: number },
  filter: DeliveryRowFilter,
  after: DeliveryPosition | undefined,
): readonly Value[] {
  return [
    organizationId,
    range.first,
    range.last,
    after?.eventId ?? null,
    filter.state ?? null,
    filter.endpointId ?? null,
    filter.sourceIds === undefined ? null : JSON.stringify(filter.sourceIds),
    filter.createdFrom ?? null,
    filter.createdTo ?? null,
    filter.dueAt ?? null,
    filter.replayId ?? null,
    after?.endpointId ?? null,
    after?.id ?? null,
  ];
}

function positionOf({ event, endpointId, id }: ListedDeliveryRow): DeliveryPosition {
  return { eventId: event.id, endpointId, id };
}

function toListedDeliveryRow(columns: DeliveryColumns): ListedDeliveryRow {
  const { eventId, receivedAt, replayId, replayCreatedAt, ...rest } = columns;
  const replay =
    replayId === null || replayCreatedAt === null ? null : { id: replayId, createdAt: replayCreatedAt };
  return { ...rest, event: { id: eventId, receivedAt }, replay };
}

export function readDeliveryOperation(database: Database): Operation<"readDelivery"> {
  const read = prepare<DeliveryColumns>(
    database,
    `SELECT ${COLUMNS} FROM deliveries d JOIN events e ON e.id = d.event_id ${DETAILS}
     WHERE d.organization_id = ? AND d.endpoint_id = ? AND d.id = ? AND d.created_at = ?`,
  );
  return (organizationId, { endpointId, id, createdAt }) => {
    const row = read.get(organizationId, endpointId, id, createdAt);
    return row === undefined ? undefined : toListedDeliveryRow(row);
  };
}

export function listAttemptsOperation(database: Database): Operation<"listAttempts"> {
  const list = prepare<AttemptColumns & Pick<NamedAttemptRow, "secretName">>(
    database,
    `SELECT a.number, a.started_at AS startedAt, a.duration_ms AS durationMs, a.result, a.status,
       a.secret_id AS secretId, s.name AS secretName, a.is_fenced AS isFenced, a.excerpt_blob_id AS blobId,
       a.excerpt_offset AS "offset", a.excerpt_length AS length
     FROM attempts a LEFT JOIN secrets s ON s.id = a.secret_id
     WHERE a.endpoint_id = ? AND a.delivery_id = ? AND a.organization_id = ? ORDER BY a.ordinal`,
  );
  return (organizationId, { endpointId, id }) =>
    list.all(endpointId, id, organizationId).map(({ secretName, ...columns }) => ({
      ...toAttemptRow(columns),
      secretName,
    }));
}
