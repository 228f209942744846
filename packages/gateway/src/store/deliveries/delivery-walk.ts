import { BEYOND_ALL_IDS } from "../beyond-all-ids.ts";
import type { IdRange } from "../event-hour.ts";
import type { Scanned } from "../events/event-rows.ts";
import type {
  DeliveryPosition,
  DeliveryRowFilter,
  DeliveryScan,
  ListedDeliveryRow,
} from "./delivery-rows.ts";

/**
 * Each list of deliveries is one walk along an index, newest first.
 * - `endpoint`: an endpoint's own numbers.
 * - `stuckAtEndpoint`: an endpoint's dead letters, or what it holds.
 * - `stuck`: the organization's dead letters, or what it holds.
 * - `replay`: what a replay has made or retried.
 * - `events`: everything, through the organization's events.
 */
export type DeliveryWalk = "endpoint" | "stuckAtEndpoint" | "stuck" | "replay" | "events";

/** One look at a part of a walk, before it is known how far down it may go. */
export interface DeliveryLook {
  readonly walk: DeliveryWalk;
  /** The numbers of an endpoint's deliveries tell the place; else those of events do. */
  readonly isByNumber: boolean;
  /** The highest number that is still to be looked at. */
  readonly last: number;
  /** The one event that is asked for, which is looked at whole. */
  readonly ofEvent: number | undefined;
}

export function lookOf(filter: DeliveryRowFilter, { after }: DeliveryScan): DeliveryLook {
  const walk = walkOf(filter);
  const isByNumber = walk === "endpoint" || walk === "stuckAtEndpoint";
  const ofEvent = walk === "events" ? filter.eventId : undefined;
  const last = after === undefined ? BEYOND_ALL_IDS : isByNumber ? after.id - 1 : lastEvent(after);
  return { walk, isByNumber, last: Math.min(last, ofEvent ?? BEYOND_ALL_IDS), ofEvent };
}

/** The part of a walk down to `edge`, the lowest number that may be looked at now; undefined where it may go to the end. */
export function rangeOf({ last, ofEvent }: DeliveryLook, edge: number | undefined): IdRange {
  return { first: ofEvent ?? edge ?? 0, last };
}

/** What a look found, and where the next one begins. */
export function afterLook(
  { isByNumber }: DeliveryLook,
  edge: number | undefined,
  found: { readonly rows: readonly ListedDeliveryRow[]; readonly limit: number },
): Scanned<ListedDeliveryRow, DeliveryPosition> {
  const { rows, limit } = found;
  const end = rows.at(-1);
  if (rows.length === limit && end !== undefined) {
    return { rows, next: { eventId: end.event.id, endpointId: end.endpointId, id: end.id } };
  }
  // The whole of the part was read: go on below everything in it.
  const next = edge === undefined ? null : { eventId: edge, endpointId: 0, id: isByNumber ? edge : 0 };
  return { rows, next };
}

function walkOf({ state, endpointId, eventId, replayId }: DeliveryRowFilter): DeliveryWalk {
  if (eventId !== undefined) return "events";
  if (replayId !== undefined) return "replay";
  const isStuck = state === "failed" || state === "held";
  if (endpointId !== undefined) return isStuck ? "stuckAtEndpoint" : "endpoint";
  return isStuck ? "stuck" : "events";
}

/** An event may have further deliveries behind the position. Endpoints are numbered from 1: without one all are passed. */
function lastEvent({ eventId, endpointId }: DeliveryPosition): number {
  return endpointId === 0 ? eventId - 1 : eventId;
}
