import { HOUR_MS } from "../event-hour.ts";
import type { IdRange } from "../event-hour.ts";
import { prepare } from "./query.ts";
import type { Transaction } from "./query.ts";

/** The ids of the events of one organization that a transaction adds to an hour. */
export interface HourRange {
  readonly organizationId: number;
  readonly hour: number;
  readonly firstId: number;
  lastId: number;
}

/** For each hour the range of ids of the events received in it; events in the order of their ids. */
export function hourRanges(
  events: readonly { readonly id: number; readonly organizationId: number; readonly receivedAt: number }[],
): readonly HourRange[] {
  const ranges = new Map<string, HourRange>();
  for (const { id, organizationId, receivedAt } of events) {
    const hour = Math.floor(receivedAt / HOUR_MS);
    const range = ranges.get(`${organizationId} ${hour}`);
    if (range === undefined)
      ranges.set(`${organizationId} ${hour}`, { organizationId, hour, firstId: id, lastId: id });
    else range.lastId = id;
  }
  return [...ranges.values()];
}

const readSpan = prepare<{ readonly first: number | null; readonly last: number | null }>(
  `SELECT min(first_id) AS first, max(last_id) AS last FROM event_hours
   WHERE organization_id = $1 AND hour BETWEEN $2 AND $3`,
);

/** The ids between which every event received in a span of time lies; undefined where there is none. */
export async function idsOfSpan(
  transaction: Transaction,
  organizationId: number,
  span: { readonly from: number; readonly to: number },
): Promise<IdRange | undefined> {
  const from = Math.floor(span.from / HOUR_MS);
  const { first = null, last = null } =
    (await readSpan.get(transaction, organizationId, from, Math.floor(span.to / HOUR_MS))) ?? {};
  return first === null || last === null ? undefined : { first, last };
}
