import type { Actor } from "../audit/audit-note.ts";
import type { ListedDelivery } from "../deliveries/delivery-store.ts";
import type { DedupeKind } from "../accepting.ts";
import type { DeliveryState } from "../delivering.ts";
import type { EventSummary, StoredEvent } from "../reading.ts";

/** Which events to list. What is left out does not matter; names that the organization lacks fit nothing. */
export interface EventQuery {
  /** Milliseconds since 1970, both included. */
  readonly receivedFrom?: number;
  readonly receivedTo?: number;
  /** Name of a source, or `api` or `countersign`. */
  readonly source?: string;
  /** The type fits one of these; `*` stands for any run of characters. */
  readonly types?: readonly string[];
  readonly isConflict?: boolean;
  readonly isRepeat?: boolean;
  readonly isPayloadUnreadable?: boolean;
  /** Some delivery of it is in this state, at `endpoint` where that is given. */
  readonly deliveryState?: DeliveryState;
  /** There is a delivery of it to this endpoint. */
  readonly endpoint?: string;
  /** This endpoint wants events of its source and type, and there is no delivery of it to that endpoint. */
  readonly missedBy?: string;
}

export interface EventListing {
  readonly order: "asc" | "desc";
  /** Only events beyond this position in that order. */
  readonly after?: number;
  readonly limit: number;
}

export interface EventPage {
  readonly events: readonly EventSummary[];
  /** Where the next page begins; undefined on the last. A page may be short and yet not be the last. */
  readonly next?: number;
}

export interface EventDetail extends EventSummary {
  /** How it was recognised as new. */
  readonly dedupeKind: DedupeKind;
  readonly signedAt?: number;
  readonly caller?: string;
  /** Name of the secret that matched. */
  readonly secret?: string;
  readonly deliveries: readonly ListedDelivery[];
}

/** An event whose content is to be shown with everything hidden that may be about a person. */
export interface EventToMask {
  readonly event: StoredEvent;
  /** JSON pointers of the body that may be shown: those of the event's id and type, and what its scheme lists. */
  readonly visiblePointers: readonly string[];
  /** Digest of the body under a key of the organization: tells equal bodies from others, and nothing else. */
  readonly bodyDigest: Uint8Array;
}

/** What arrived or was posted, and what became of it. Within one organization only: ids of others are unknown. */
export interface EventStore {
  /** Looks at a bounded number of events, whatever the query. */
  list(organizationId: number, query: EventQuery, listing: EventListing): Promise<EventPage>;
  read(organizationId: number, eventId: string): Promise<EventDetail | undefined>;
  /**
   * Gives an event with its payload. That it was read, by whom and why, is in the audit log before anything is opened; where
   * it cannot be noted, nothing is given.
   */
  reveal(
    actor: Actor,
    event: { readonly organizationId: number; readonly eventId: string; readonly reason: string },
  ): Promise<StoredEvent | undefined>;
  readToMask(organizationId: number, eventId: string): Promise<EventToMask | undefined>;
}
