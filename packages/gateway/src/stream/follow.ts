import { setTimeout as pause } from "node:timers/promises";
import type { QuarantinedSummary } from "../store/quarantine/quarantine-store.ts";
import type { EventSummary } from "../store/reading.ts";
import type { Store } from "../store/store.ts";
import type { DeliveryNews, LiveSubscription } from "./live-feed.ts";
import type { StreamPosition } from "./stream-position.ts";

/** However much happens, a reader asks the store at most four times a second. */
const MIN_PAUSE_MS = 250;

/** Longest sleep: what this gateway commits wakes the reader. */
const MAX_PAUSE_MS = 5000;

/** The same where gateways share a store: finds what another one has committed. */
const SHARED_MAX_PAUSE_MS = 1000;

const PAGE = 100;

/** One thing that happened, and the position after it. */
export type Happening = { readonly position: StreamPosition } & (
  | { readonly kind: "event"; readonly event: EventSummary }
  | { readonly kind: "quarantined"; readonly request: QuarantinedSummary }
  /** Told live only: what happened while nobody listened is in the delivery itself. */
  | { readonly kind: "delivery"; readonly news: DeliveryNews }
);

export interface FollowOptions {
  readonly store: Pick<Store, "events" | "quarantine" | "isShared">;
  readonly subscription: LiveSubscription;
  readonly organizationId: number;
  readonly from: StreamPosition;
  readonly signal: AbortSignal;
}

/**
 * What happens in an organization after a position, until `signal` is aborted or the reader is too slow. Events and
 * quarantined requests come in commit order and none is left out; outcomes of attempts come as they happen here.
 * (Limit: of attempts that another gateway makes nothing is told; the delivery itself shows them.)
 */
export async function* follow(options: FollowOptions): AsyncGenerator<Happening, void, undefined> {
  const { store, subscription, signal } = options;
  const maxPauseMs = store.isShared ? SHARED_MAX_PAUSE_MS : MAX_PAUSE_MS;
  let position = options.from;
  while (!signal.aborted && !subscription.isOverrun) {
    let found = 0;
    for await (const happening of kept(options, position)) {
      position = happening.position;
      found += 1;
      yield happening;
    }
    for (const news of subscription.take()) yield { kind: "delivery", position, news };
    if (found > 0) continue;
    await subscription.next(maxPauseMs, signal);
    await pause(MIN_PAUSE_MS, undefined, { signal }).catch(() => {});
  }
}

function pageAfter(after: number): { readonly order: "asc"; readonly after: number; readonly limit: number } {
  return { order: "asc", after, limit: PAGE };
}

/** One page of each. */
async function* kept(
  { store, organizationId }: FollowOptions,
  from: StreamPosition,
): AsyncGenerator<Happening, void, undefined> {
  let position = from;
  const { events } = await store.events.list(organizationId, {}, pageAfter(from.event));
  for (const event of events) {
    position = { ...position, event: event.position };
    yield { kind: "event", position, event };
  }
  for (const request of await store.quarantine.list(organizationId, {}, pageAfter(from.quarantined))) {
    position = { ...position, quarantined: request.position };
    yield { kind: "quarantined", position, request };
  }
}
