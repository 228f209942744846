import { BEYOND_ALL_IDS } from "../beyond-all-ids.ts";
import type { IdRange } from "../event-hour.ts";
import type { EventRowFilter, EventScan } from "./event-rows.ts";

/** A range of ids to look at now, and where the next look begins; null where there is nothing behind. */
export interface EventWindow {
  readonly range: IdRange;
  readonly next: number | null;
}

/** The time in which the wanted events were received; undefined where any time will do. */
export function timeOf({
  receivedFrom: from,
  receivedTo: to,
}: EventRowFilter): { readonly from: number; readonly to: number } | undefined {
  if (from === undefined && to === undefined) return undefined;
  return { from: from ?? 0, to: to ?? Number.MAX_SAFE_INTEGER };
}

/**
 * All ids that a scan may come to, from its position on; undefined where there are none. `span` holds those of the wanted
 * time: undefined where there are none, null where any time will do.
 */
export function reachOf(
  span: IdRange | null | undefined,
  { ids }: EventRowFilter,
  { order, after, end = BEYOND_ALL_IDS }: EventScan,
): IdRange | undefined {
  if (span === undefined) return undefined;
  const lowest = [span?.first ?? 0, ids === undefined ? 0 : Math.min(...ids)];
  const highest = [span?.last ?? BEYOND_ALL_IDS, end, ids === undefined ? BEYOND_ALL_IDS : Math.max(...ids)];
  if (after !== undefined && order === "asc") lowest.push(after + 1);
  if (after !== undefined && order === "desc") highest.push(after - 1);
  const [first, last] = [Math.max(...lowest), Math.min(...highest)];
  return first > last ? undefined : { first, last };
}

/** Cuts a scan's reach at `edge`, the last event that it may look at now; undefined where it may look at all. */
export function windowOf(reach: IdRange, order: EventScan["order"], edge: number | undefined): EventWindow {
  const { first, last } = reach;
  if (order === "asc") {
    const cut = Math.min(last, edge ?? BEYOND_ALL_IDS);
    return { range: { first, last: cut }, next: cut < last ? cut : null };
  }
  const cut = Math.max(first, edge ?? 0);
  return { range: { first: cut, last }, next: cut > first ? cut : null };
}
