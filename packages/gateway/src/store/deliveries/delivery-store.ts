import type { Actor } from "../audit/audit-note.ts";
import type { DeliveryState } from "../delivering.ts";
import type { AttemptSummary } from "../reading.ts";
import type { DeliveryAction } from "./delivery-actions.ts";
import type { DeliveryPosition } from "./delivery-rows.ts";

/** Which deliveries to list. What is left out does not matter; names and ids that the organization lacks fit nothing. */
export interface DeliveryQuery {
  readonly state?: DeliveryState;
  readonly endpoint?: string;
  readonly source?: string;
  readonly eventId?: string;
  readonly replayId?: string;
  /** Milliseconds since 1970, both included. */
  readonly createdFrom?: number;
  readonly createdTo?: number;
  /** Pending, and to be tried by this time. */
  readonly dueAt?: number;
}

export interface DeliveryPage {
  readonly deliveries: readonly ListedDelivery[];
  /** Where the next page begins; undefined on the last. A page may be short and yet not be the last. */
  readonly next?: DeliveryPosition;
}

/** A delivery as lists show it: names, states and times, nothing of what is sent. */
export interface ListedDelivery {
  readonly deliveryId: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly source: string;
  readonly endpoint: string;
  readonly state: DeliveryState;
  readonly createdAt: number;
  /** When it is tried next; undefined for one never tried or that needs no try. */
  readonly dueAt?: number;
  /** Tries so far; a retry by hand counts anew. */
  readonly attempts: number;
  /** Result of the latest attempt, as a code. */
  readonly lastResult?: string;
  /** The replay that made or retried it. */
  readonly replayId?: string;
}

export interface DeliveryDetail extends ListedDelivery {
  /** In the order they were recorded. */
  readonly tries: readonly NamedAttempt[];
}

export interface NamedAttempt extends Omit<AttemptSummary, "responseExcerpt" | "secretId"> {
  /** The one secret it was signed with, where it was one. */
  readonly secret?: string;
  /** True where the beginning of the response is kept: it may be read with a reason. */
  readonly hasResponse: boolean;
}

export interface RevealedResponse {
  readonly number: number;
  readonly startedAt: number;
  readonly status?: number;
  readonly excerpt: Uint8Array;
}

export type DeliveryActionOutcome =
  | { readonly outcome: "done"; readonly delivery: DeliveryDetail }
  /**
   * Nothing was changed. `not_allowed`: not in the state it is in; `payload_purged`: there is nothing left that could be sent.
   */
  | { readonly outcome: "not_found" | "not_allowed" | "payload_purged" };

/** What becomes of events at their endpoints. Within one organization only: ids of others are unknown. */
export interface DeliveryStore {
  /** Looks at a bounded number of deliveries, whatever the query. Those of the newest event first. */
  list(
    organizationId: number,
    query: DeliveryQuery,
    listing: { readonly after?: DeliveryPosition; readonly limit: number },
  ): Promise<DeliveryPage>;
  read(organizationId: number, deliveryId: string): Promise<DeliveryDetail | undefined>;
  /** Does one action of the table of actions, audited in the same transaction, and wakes whoever delivers. */
  act(
    actor: Actor,
    asked: {
      readonly organizationId: number;
      readonly deliveryId: string;
      readonly action: DeliveryAction;
      readonly reason?: string;
    },
  ): Promise<DeliveryActionOutcome>;
  /** The beginnings of what the receiver answered. Noted in the audit log before anything is opened, or not given. */
  revealResponses(
    actor: Actor,
    asked: { readonly organizationId: number; readonly deliveryId: string; readonly reason: string },
  ): Promise<readonly RevealedResponse[] | undefined>;
}
