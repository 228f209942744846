import type { DeliveryState } from "./delivering.ts";

export interface Page {
  readonly afterPosition: number;
  readonly limit: number;
}

export interface EventSummary {
  readonly eventId: string;
  /** Rises in commit order, so that paging skips no event. */
  readonly position: number;
  readonly organizationId: number;
  readonly sourceId: number;
  readonly sourceName: string;
  readonly eventType: string;
  readonly receivedAt: number;
  readonly bodyBytes: number;
  readonly duplicates: number;
  readonly isRepeat: boolean;
  readonly isPayloadUnreadable: boolean;
  /** When its payload was deleted; absent while it is there. */
  readonly payloadPurgedAt?: number;
  /** The event whose id this one bears with another body. */
  readonly conflictsWith?: string;
  /** The quarantined request (`qua_…`) that became this event. */
  readonly releasedFrom?: string;
}

export interface StoredEvent extends EventSummary {
  readonly rawHeaders: readonly string[];
  readonly body: Uint8Array;
}

export interface DeliverySummary {
  readonly deliveryId: string;
  readonly eventId: string;
  readonly endpointId: number;
  readonly state: DeliveryState;
  readonly createdAt: number;
  /** When the next try is due; undefined for a delivery that was never tried or needs none. */
  readonly dueAt?: number;
  readonly attempts: readonly AttemptSummary[];
}

export interface AttemptSummary {
  readonly number: number;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly result: string;
  readonly status?: number;
  readonly secretId?: number;
  readonly isFenced: boolean;
  readonly responseExcerpt?: Uint8Array;
}
