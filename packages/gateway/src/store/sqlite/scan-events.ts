import { toEventRow } from "../events/event-columns.ts";
import type { EventColumns } from "../events/event-columns.ts";
import type { EventRowFilter, EventScan } from "../events/event-rows.ts";
import { reachOf, timeOf, windowOf } from "../events/event-window.ts";
import type { EventWindow } from "../events/event-window.ts";
import type { Database } from "./driver.ts";
import { AMONG_IDS, IN_RANGE, NEXT_PARAMETER, eventConditionValues } from "./event-conditions.ts";
import { idsOfSpan } from "./event-hours.ts";
import { EVENT_COLUMNS, EVENT_TABLES } from "./event-row.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";
import type { Query } from "./query.ts";

/**
 * Cuts out of an organization's events the next ones that a scan may look at. Which events there are is read from the
 * index of the organization alone, a span of time from the hours.
 */
export function eventWindows(
  database: Database,
): (organizationId: number, filter: EventRowFilter, scan: EventScan) => EventWindow | undefined {
  const spanOf = idsOfSpan(database);
  const lastFrom = prepare<{ readonly id: number }>(
    database,
    "SELECT id FROM events WHERE organization_id = ? AND id <= ? ORDER BY id DESC LIMIT 1 OFFSET ?",
  );
  const firstFrom = prepare<{ readonly id: number }>(
    database,
    "SELECT id FROM events WHERE organization_id = ? AND id >= ? ORDER BY id LIMIT 1 OFFSET ?",
  );
  return (organizationId, filter, scan) => {
    const time = timeOf(filter);
    const span = time === undefined ? null : spanOf(organizationId, time.from, time.to);
    const reach = reachOf(span, filter, scan);
    if (reach === undefined) return undefined;
    // Those of a list are few.
    if (filter.ids !== undefined) return windowOf(reach, scan.order, undefined);
    const offset = scan.maxScanned - 1;
    const edge =
      scan.order === "asc"
        ? firstFrom.get(organizationId, reach.first, offset)
        : lastFrom.get(organizationId, reach.last, offset);
    return windowOf(reach, scan.order, edge?.id);
  };
}

type Statements = Readonly<Record<EventScan["order"], Query<EventColumns>>>;

function listing(database: Database, conditions: string): Statements {
  const sql = (order: string): string =>
    `SELECT ${EVENT_COLUMNS} FROM ${EVENT_TABLES} WHERE ${conditions} ORDER BY e.id ${order} LIMIT ?${NEXT_PARAMETER}`;
  return { asc: prepare(database, sql("ASC")), desc: prepare(database, sql("DESC")) };
}

export function scanEventsOperation(database: Database): Operation<"scanEvents"> {
  const windowOf = eventWindows(database);
  const inRange = listing(database, IN_RANGE);
  const amongIds = listing(database, AMONG_IDS);
  return (organizationId, filter, scan) => {
    const found = windowOf(organizationId, filter, scan);
    if (found === undefined) return { rows: [], next: null };
    const statements = filter.ids === undefined ? inRange : amongIds;
    const values = eventConditionValues(organizationId, found.range, filter);
    const rows = statements[scan.order].all(...values, scan.limit).map(toEventRow);
    // A full page may have left some of the window unread.
    const next = rows.length === scan.limit ? (rows.at(-1)?.id ?? null) : found.next;
    return { rows, next };
  };
}

export function readEventFactsOperation(database: Database): Operation<"readEventFacts"> {
  const read = prepare<ReturnType<Operation<"readEventFacts">> & object>(
    database,
    `SELECT e.dedupe_kind AS dedupeKind, e.signed_at AS signedAt, c.name AS callerName, s.name AS secretName
     FROM events e LEFT JOIN callers c ON c.id = e.caller_id LEFT JOIN secrets s ON s.id = e.secret_id
     WHERE e.organization_id = ? AND e.id = ?`,
  );
  return (organizationId, id) => read.get(organizationId, id);
}

export function lastEventPositionOperation(database: Database): Operation<"lastEventPosition"> {
  const read = prepare<{ readonly id: number }>(
    database,
    "SELECT id FROM events WHERE organization_id = ? ORDER BY id DESC LIMIT 1",
  );
  return (organizationId) => read.get(organizationId)?.id ?? 0;
}
