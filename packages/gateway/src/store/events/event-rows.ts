import type { EventRow } from "../engine.ts";
import type { DedupeKind } from "../accepting.ts";
import type { DeliveryState } from "../delivering.ts";

/** Which events of an organization are meant. What is left out does not matter. */
export interface EventRowFilter {
  /** Milliseconds since 1970, both included. */
  readonly receivedFrom?: number;
  readonly receivedTo?: number;
  readonly sourceIds?: readonly number[];
  /** The type fits a pattern of each list; `*` stands for any run of characters. */
  readonly typePatterns?: readonly (readonly string[])[];
  readonly isConflict?: boolean;
  readonly isRepeat?: boolean;
  readonly isPayloadUnreadable?: boolean;
  /** Some delivery of it is in this state, at `endpointId` where that is given. */
  readonly deliveryState?: DeliveryState;
  readonly endpointId?: number;
  /** There is no delivery of it to this endpoint. */
  readonly missedByEndpointId?: number;
  /** Its row is one of these. */
  readonly ids?: readonly number[];
}

/** Where to look: from a position on, in one direction, at no more than so many events. */
export interface EventScan {
  readonly order: "asc" | "desc";
  /** Only events beyond this one; undefined: from the end that the order begins with. */
  readonly after?: number;
  /** Only events up to this one, in ascending order. */
  readonly end?: number;
  /** Events given at most. */
  readonly limit: number;
  /** Events looked at, at most: a call must not hold up the writer. */
  readonly maxScanned: number;
}

/** What a scan found, and where the next one goes on: null where nothing is left. */
export interface Scanned<Row, Position> {
  readonly rows: readonly Row[];
  readonly next: Position | null;
}

/** How an event was recognised and who signed it. */
export interface EventFactsRow {
  readonly dedupeKind: DedupeKind;
  readonly signedAt: number | null;
  readonly callerName: string | null;
  readonly secretName: string | null;
}

export interface EventRows {
  /** Events in the order of their commit, newest or oldest first. */
  scanEvents(
    organizationId: number,
    filter: EventRowFilter,
    scan: EventScan,
  ): Promise<Scanned<EventRow, number>>;
  readEventFacts(organizationId: number, id: number): Promise<EventFactsRow | undefined>;
  /** The newest position of an organization's events; 0 where it has none. */
  lastEventPosition(organizationId: number): Promise<number>;
}
