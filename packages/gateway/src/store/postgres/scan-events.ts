import { BEYOND_ALL_IDS } from "../beyond-all-ids.ts";
import { toEventRow } from "../events/event-columns.ts";
import type { EventColumns } from "../events/event-columns.ts";
import type { EventFactsRow, EventRowFilter, EventScan } from "../events/event-rows.ts";
import { reachOf, timeOf, windowOf } from "../events/event-window.ts";
import type { EventWindow } from "../events/event-window.ts";
import { AMONG_IDS, IN_RANGE, NEXT_PARAMETER, eventConditionValues } from "./event-conditions.ts";
import { idsOfSpan } from "./event-hours.ts";
import { EVENT_COLUMNS, EVENT_TABLES } from "./event-row.ts";
import type { Operation } from "./operation.ts";
import { planEachTime, prepare } from "./query.ts";
import type { Query, Transaction } from "./query.ts";

interface Found {
  readonly id: number;
}

/** The event so many behind an id, in each order. */
const edges: Readonly<Record<EventScan["order"], Query<Found>>> = {
  asc: planEachTime(
    "SELECT id FROM events WHERE organization_id = $1 AND id >= $2 ORDER BY id LIMIT 1 OFFSET $3",
  ),
  desc: planEachTime(
    "SELECT id FROM events WHERE organization_id = $1 AND id <= $2 ORDER BY id DESC LIMIT 1 OFFSET $3",
  ),
};

/** A scan of the events of one organization. */
export interface OrganizationScan extends EventScan {
  readonly organizationId: number;
}

/**
 * Cuts out of an organization's events the next ones that a scan may look at. Which events there are is read from the
 * index of the organization alone, a span of time from the hours. Ids have gaps, so events are counted, not ids.
 */
export async function eventWindow(
  transaction: Transaction,
  filter: EventRowFilter,
  scan: OrganizationScan,
): Promise<EventWindow | undefined> {
  const { organizationId, order } = scan;
  const time = timeOf(filter);
  const span = time === undefined ? null : await idsOfSpan(transaction, organizationId, time);
  const reach = reachOf(span, filter, scan);
  if (reach === undefined) return undefined;
  // Those of a list are few.
  if (filter.ids !== undefined) return windowOf(reach, order, undefined);
  const from = order === "asc" ? reach.first : reach.last;
  const found = await edges[order].get(transaction, organizationId, from, scan.maxScanned - 1);
  return windowOf(reach, order, found?.id);
}

type Statements = Readonly<Record<EventScan["order"], Query<EventColumns>>>;

const inRange = listing(IN_RANGE);
const amongIds = listing(AMONG_IDS);

function listing(conditions: string): Statements {
  const sql = (order: string): string =>
    `SELECT ${EVENT_COLUMNS} FROM ${EVENT_TABLES} WHERE ${conditions} ORDER BY e.id ${order} LIMIT $${NEXT_PARAMETER}`;
  return { asc: planEachTime(sql("ASC")), desc: planEachTime(sql("DESC")) };
}

export const scanEvents: Operation<"scanEvents"> = async (transaction, organizationId, filter, scan) => {
  const found = await eventWindow(transaction, filter, { ...scan, organizationId });
  if (found === undefined) return { rows: [], next: null };
  const statements = filter.ids === undefined ? inRange : amongIds;
  const values = eventConditionValues(organizationId, found.range, filter);
  const columns = await statements[scan.order].all(transaction, ...values, scan.limit);
  const rows = columns.map(toEventRow);
  // A full page may have left some of the window unread.
  const next = rows.length === scan.limit ? (rows.at(-1)?.id ?? null) : found.next;
  return { rows, next };
};

const readFacts = prepare<EventFactsRow>(
  `SELECT e.dedupe_kind AS "dedupeKind", e.signed_at AS "signedAt", c.name AS "callerName", s.name AS "secretName"
   FROM events e LEFT JOIN callers c ON c.id = e.caller_id LEFT JOIN secrets s ON s.id = e.secret_id
   WHERE e.organization_id = $1 AND e.id = $2`,
);

export const readEventFacts: Operation<"readEventFacts"> = (transaction, organizationId, id) =>
  readFacts.get(transaction, organizationId, id);

export const lastEventPosition: Operation<"lastEventPosition"> = async (transaction, organizationId) => {
  const last = await edges.desc.get(transaction, organizationId, BEYOND_ALL_IDS, 0);
  return last?.id ?? 0;
};
