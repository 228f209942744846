import type { AttemptRow, DeliveryKey, EventKey } from "../engine.ts";
import type { Scanned } from "../events/event-rows.ts";
import type { ReplayKey } from "../public-id.ts";
import type { DeliveryState } from "../delivering.ts";
import type { DeliveryAction } from "./delivery-actions.ts";

/** Which deliveries of an organization are meant. What is left out does not matter. */
export interface DeliveryRowFilter {
  readonly state?: DeliveryState;
  readonly endpointId?: number;
  readonly eventId?: number;
  readonly sourceIds?: readonly number[];
  /** Milliseconds since 1970, both included. */
  readonly createdFrom?: number;
  readonly createdTo?: number;
  /** Pending, and due at this time. */
  readonly dueAt?: number;
  readonly replayId?: number;
}

/** A place in a list of deliveries, newest event first. */
export interface DeliveryPosition {
  readonly eventId: number;
  readonly endpointId: number;
  readonly id: number;
}

export interface DeliveryScan {
  readonly after?: DeliveryPosition;
  /** Deliveries given at most. */
  readonly limit: number;
  /** Events or deliveries looked at, at most. */
  readonly maxScanned: number;
}

/** A delivery as lists show it. */
export interface ListedDeliveryRow extends DeliveryKey {
  readonly event: EventKey;
  readonly eventType: string;
  readonly sourceName: string;
  readonly endpointName: string;
  readonly state: DeliveryState;
  readonly dueAt: number | null;
  /** Tries since it became pending, those before a retry by hand not counted. */
  readonly attempts: number;
  readonly lastResult: string | null;
  readonly replay: ReplayKey | null;
}

export interface NamedAttemptRow extends AttemptRow {
  readonly secretName: string | null;
}

export interface DeliveryRows {
  /**
   * Deliveries, those of the newest event first. A list of one endpoint is in the order of its own numbers, newest first.
   */
  scanDeliveries(
    organizationId: number,
    filter: DeliveryRowFilter,
    scan: DeliveryScan,
  ): Promise<Scanned<ListedDeliveryRow, DeliveryPosition>>;
  readDelivery(organizationId: number, key: DeliveryKey): Promise<ListedDeliveryRow | undefined>;
  /** All attempts of a delivery, in the order they were recorded. */
  listAttempts(organizationId: number, key: DeliveryKey): Promise<readonly NamedAttemptRow[]>;
}

/** A delivery and what is to become of it. */
export interface DeliveryMove {
  readonly organizationId: number;
  readonly endpointId: number;
  readonly id: number;
  readonly action: DeliveryAction;
  readonly now: number;
  /** The replay that does it. */
  readonly replayId?: number;
}
