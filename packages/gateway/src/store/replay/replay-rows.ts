import type { EventRowFilter } from "../events/event-rows.ts";
import type { DeliveryState } from "../delivering.ts";

/**
 * What a replay does with the events it finds.
 * - `retry_failed`: makes their dead letters pending again.
 * - `resend`: makes new deliveries of them.
 * - `backfill`: makes a delivery of each that the endpoint has none of.
 */
export type ReplayKind = "retry_failed" | "resend" | "backfill";

/**
 * `re_signed`: as any other delivery. `as_received`: with the signature headers that the event came with, for a receiver
 * that has the sender's secret.
 */
export type ReplaySigning = "as_received" | "re_signed";

export type ReplayState = "running" | "paused" | "stopped" | "done";

/** Which events a replay is for. What is left out does not matter. */
export interface ReplayFilter {
  /** Milliseconds since 1970, both included. */
  readonly receivedFrom?: number;
  readonly receivedTo?: number;
  readonly source?: string;
  /** The type fits one of these; `*` stands for any run of characters. */
  readonly types?: readonly string[];
  /** Only deliveries to this endpoint are retried or sent again. */
  readonly endpoint?: string;
  /** Only deliveries in this state are sent again. */
  readonly deliveryState?: DeliveryState;
  readonly eventIds?: readonly string[];
}

/** What a replay has to do: for which events, and for whom. */
export interface ReplayPlan {
  readonly what: ReplayKind;
  /** Its `endpointId` and `deliveryState` also tell which deliveries of an event are retried or sent again. */
  readonly filter: EventRowFilter;
  /** The filter as it was asked for, to be shown. */
  readonly asked: ReplayFilter;
  /** Where new deliveries go; undefined: where the event has a delivery already. */
  readonly toEndpointId?: number;
}

export interface NewReplayRow {
  readonly id: number;
  readonly organizationId: number;
  readonly createdAt: number;
  readonly plan: ReplayPlan;
  readonly signing: ReplaySigning;
  readonly ratePerSecond: number;
  /** Every event up to here, in the order of commit, is looked at. */
  readonly endPosition: number;
  /** How many deliveries it was found to make or retry. */
  readonly total: number;
}

export interface ReplayRow extends NewReplayRow {
  readonly state: ReplayState;
  readonly position: number;
  /** Deliveries made or retried. */
  readonly done: number;
  /** Found at first, and needing nothing any more at their turn. */
  readonly skipped: number;
  /** Whose payload is gone. */
  readonly failed: number;
  readonly endedAt: number | null;
}

/** Moves a replay to a state, from one of those that may lead there. */
export interface ReplayStateChange {
  readonly organizationId: number;
  readonly id: number;
  readonly state: ReplayState;
  readonly from: readonly ReplayState[];
  readonly now: number;
}

/** How far one step of a replay or of a count may go. */
export interface ReplayBounds {
  readonly now: number;
  /** Deliveries made at most, whatever the rate allows. */
  readonly maxDeliveries: number;
  /** Events looked at, at most. */
  readonly maxScanned: number;
}

export interface ReplayStepResult {
  readonly row: ReplayRow;
  /** Endpoints that have work now. */
  readonly endpointIds: readonly number[];
  /** Everything was looked at. */
  readonly isAtEnd: boolean;
  /** When its rate lets it go on. */
  readonly nextAt: number;
}

export interface ReplayRows {
  /** Counts what a replay would do now with the events after a position; `next` is null at the end. */
  countReplay(
    organizationId: number,
    plan: ReplayPlan,
    from: { readonly position: number; readonly endPosition: number; readonly maxScanned: number },
  ): Promise<{ readonly count: number; readonly next: number | null }>;
  readReplay(organizationId: number, id: number): Promise<ReplayRow | undefined>;
  /** Newest first, those before `before`. */
  listReplays(
    organizationId: number,
    page: { readonly before?: number; readonly limit: number },
  ): Promise<readonly ReplayRow[]>;
  /** Those that run, of all organizations. */
  listRunningReplays(): Promise<readonly ReplayRow[]>;
  /**
   * Does the next piece of a replay's work, and moves its progress on, in this one transaction. Undefined where it runs no
   * more.
   */
  stepReplay(id: number, bounds: ReplayBounds): Promise<ReplayStepResult | undefined>;
}
