import type { EventRowFilter, EventScan } from "../events/event-rows.ts";
import type { Database } from "./driver.ts";
import { AMONG_IDS, IN_RANGE, NEXT_PARAMETER, eventConditionValues } from "./event-conditions.ts";
import { idsOfSpan } from "./event-hours.ts";
import type { IdRange } from "./event-hours.ts";
import { EVENT_COLUMNS, EVENT_TABLES, toEventRow } from "./event-row.ts";
import type { EventColumns } from "./event-row.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";
import type { Query } from "./query.ts";

/** Above every id. */
const BEYOND_ALL_IDS = Number.MAX_SAFE_INTEGER;

/** A range of ids to look at now, and where the next look begins; null where there is nothing behind. */
export interface EventWindow {
  readonly range: IdRange;
  readonly next: number | null;
}

/**
 * Cuts out of an organization's events the next ones that a scan may look at. Which events there are is read from the
 * index of the organization alone, a span of time from the hours.
 */
export function eventWindows(
  database: Database,
): (organizationId: number, filter: EventRowFilter, scan: EventScan) => EventWindow | undefined {
  const spanOf = idsOfSpan(database);
  const lastBelow = prepare<{ readonly id: number }>(
    database,
    "SELECT id FROM events WHERE organization_id = ? AND id < ? ORDER BY id DESC LIMIT 1 OFFSET ?",
  );
  const firstAbove = prepare<{ readonly id: number }>(
    database,
    "SELECT id FROM events WHERE organization_id = ? AND id > ? ORDER BY id LIMIT 1 OFFSET ?",
  );

  function limits(organizationId: number, filter: EventRowFilter, scan: EventScan): IdRange | undefined {
    const { receivedFrom: from, receivedTo: to, ids } = filter;
    const span =
      from === undefined && to === undefined
        ? { first: 0, last: BEYOND_ALL_IDS }
        : spanOf(organizationId, from ?? 0, to ?? Number.MAX_SAFE_INTEGER);
    if (span === undefined) return undefined;
    const first = Math.max(span.first, ids === undefined ? 0 : Math.min(...ids));
    const last = Math.min(
      span.last,
      scan.end ?? BEYOND_ALL_IDS,
      ids === undefined ? BEYOND_ALL_IDS : Math.max(...ids),
    );
    return { first, last };
  }

  return (organizationId, filter, scan) => {
    const all = limits(organizationId, filter, scan);
    if (all === undefined) return undefined;
    const after = scan.after;
    if (scan.order === "asc") {
      const first = Math.max(all.first, (after ?? -1) + 1);
      const edge =
        filter.ids === undefined
          ? firstAbove.get(organizationId, first - 1, scan.maxScanned - 1)?.id
          : undefined;
      const last = Math.min(all.last, edge ?? BEYOND_ALL_IDS);
      return first > last ? undefined : { range: { first, last }, next: last < all.last ? last : null };
    }
    const last = Math.min(all.last, (after ?? BEYOND_ALL_IDS) - 1);
    const edge =
      filter.ids === undefined ? lastBelow.get(organizationId, last + 1, scan.maxScanned - 1)?.id : undefined;
    const first = Math.max(all.first, edge ?? 0);
    return first > last ? undefined : { range: { first, last }, next: first > all.first ? first : null };
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
  const read = prepare<{ readonly last: number }>(
    database,
    "SELECT last FROM sequences WHERE name = 'events'",
  );
  return () => read.get()?.last ?? 0;
}
