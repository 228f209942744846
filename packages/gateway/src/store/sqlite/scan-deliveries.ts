import { ATTEMPT_COLUMNS, toAttemptRow } from "../attempt-columns.ts";
import type { AttemptColumns } from "../attempt-columns.ts";
import { DELIVERY_COLUMNS, DELIVERY_DETAILS, toListedDeliveryRow } from "../deliveries/delivery-columns.ts";
import type { DeliveryColumns } from "../deliveries/delivery-columns.ts";
import type { DeliveryPosition, DeliveryRowFilter, NamedAttemptRow } from "../deliveries/delivery-rows.ts";
import { afterLook, lookOf, rangeOf } from "../deliveries/delivery-walk.ts";
import type { DeliveryLook, DeliveryWalk } from "../deliveries/delivery-walk.ts";
import type { IdRange } from "../event-hour.ts";
import type { Database, Value } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";
import type { Query } from "./query.ts";

/** Each walk goes along its index, within bounds that ?2 and ?3 set. */
const walks: Readonly<Record<DeliveryWalk, WalkText>> = {
  endpoint: {
    from: `deliveries d CROSS JOIN events e ON e.id = d.event_id ${DELIVERY_DETAILS}`,
    where: "d.endpoint_id = ?6 AND d.id BETWEEN ?2 AND ?3",
    order: "d.id DESC",
  },
  stuckAtEndpoint: {
    from: `deliveries d INDEXED BY deliveries_stuck_at_endpoint CROSS JOIN events e ON e.id = d.event_id ${DELIVERY_DETAILS}`,
    where: "d.endpoint_id = ?6 AND d.state = ?5 AND d.state IN ('failed', 'held') AND d.id BETWEEN ?2 AND ?3",
    order: "d.id DESC",
  },
  stuck: {
    from: `deliveries d INDEXED BY deliveries_stuck CROSS JOIN events e ON e.id = d.event_id ${DELIVERY_DETAILS}`,
    where: `d.organization_id = ?1 AND d.state = ?5 AND d.state IN ('failed', 'held') AND d.event_id BETWEEN ?2 AND ?3`,
    order: "d.event_id DESC, d.endpoint_id DESC, d.id DESC",
  },
  replay: {
    from: `deliveries d INDEXED BY deliveries_of_replay CROSS JOIN events e ON e.id = d.event_id ${DELIVERY_DETAILS}`,
    where: "d.replay_id = ?11 AND d.event_id BETWEEN ?2 AND ?3",
    order: "d.event_id DESC, d.endpoint_id DESC, d.id DESC",
  },
  events: {
    from: `events e CROSS JOIN deliveries d ON d.event_id = e.id ${DELIVERY_DETAILS}`,
    where: "e.organization_id = ?1 AND e.id BETWEEN ?2 AND ?3",
    order: "e.id DESC, d.endpoint_id DESC, d.id DESC",
  },
};

interface WalkText {
  readonly from: string;
  readonly where: string;
  readonly order: string;
}

/** What a walk leaves to be told of a delivery. */
const REST = `
  d.organization_id = ?1 AND (?4 IS NULL OR (d.event_id, d.endpoint_id, d.id) < (?4, ?12, ?13))
  AND (?5 IS NULL OR d.state = ?5) AND (?6 IS NULL OR d.endpoint_id = ?6)
  AND (?7 IS NULL OR e.source_id IN (SELECT value FROM json_each(?7)))
  AND (?8 IS NULL OR d.created_at >= ?8) AND (?9 IS NULL OR d.created_at <= ?9)
  AND (?10 IS NULL OR (d.state = 'pending' AND coalesce(d.due_at, 0) <= ?10)) AND (?11 IS NULL OR d.replay_id = ?11)`;

function listing(database: Database, walk: DeliveryWalk): Query<DeliveryColumns> {
  const { from, where, order } = walks[walk];
  return prepare(
    database,
    `SELECT ${DELIVERY_COLUMNS} FROM ${from} WHERE ${where} AND ${REST} ORDER BY ${order} LIMIT ?14`,
  );
}

export function scanDeliveriesOperation(database: Database): Operation<"scanDeliveries"> {
  const statements: Readonly<Record<DeliveryWalk, Query<DeliveryColumns>>> = {
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
    { walk, last }: DeliveryLook,
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
    const look = lookOf(filter, scan);
    const edge =
      look.ofEvent === undefined ? lowest(organizationId, look, filter, scan.maxScanned) : undefined;
    const after = look.isByNumber ? undefined : scan.after;
    const values = parameters(organizationId, rangeOf(look, edge), filter, after);
    const rows = statements[look.walk].all(...values, scan.limit).map(toListedDeliveryRow);
    return afterLook(look, edge, { rows, limit: scan.limit });
  };
}

function parameters(
  organizationId: number,
  range: IdRange,
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

export function readDeliveryOperation(database: Database): Operation<"readDelivery"> {
  const read = prepare<DeliveryColumns>(
    database,
    `SELECT ${DELIVERY_COLUMNS} FROM deliveries d JOIN events e ON e.id = d.event_id ${DELIVERY_DETAILS}
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
    `SELECT ${ATTEMPT_COLUMNS}, s.name AS secretName FROM attempts a LEFT JOIN secrets s ON s.id = a.secret_id
     WHERE a.endpoint_id = ? AND a.delivery_id = ? AND a.organization_id = ? ORDER BY a.ordinal`,
  );
  return (organizationId, { endpointId, id }) =>
    list.all(endpointId, id, organizationId).map(({ secretName, ...columns }) => ({
      ...toAttemptRow(columns),
      secretName,
    }));
}
