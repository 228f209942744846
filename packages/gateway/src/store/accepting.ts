/**
 * How the sender makes its messages recognisable.
 * - `event_id`: a signed id, for the life of the source; the same id with another body is a conflict.
 * - `timed_content`: signed content that includes a signed time, for the life of the source.
 * - `content`: signed content only; a repeat within `repeatWindowMs` of the last accepted one is a duplicate, a later
 *   one is accepted and flagged as repeated.
 */
export type DedupeKind = "event_id" | "timed_content" | "content";

export interface AcceptedEvent {
  readonly organizationId: number;
  readonly configVersion: number;
  readonly sourceId: number;
  readonly callerId?: number | undefined;
  /** The secret that matched; absent for nothing but tests of the store. */
  readonly secretId?: number | undefined;
  readonly receivedAt: number;
  /** When the sender says it signed, where the scheme signs a time. */
  readonly signedAt?: number | undefined;
  readonly eventType: string;
  /** True when the body is not readable as the sender's format and the source says to flag that. */
  readonly isPayloadUnreadable: boolean;
  readonly dedupe: {
    readonly kind: DedupeKind;
    readonly key: string;
    /** For event ids: what a repeat has in common with the first one. Default: the body. */
    readonly content?: Uint8Array;
  };
  readonly repeatWindowMs: number;
  /** What becomes of a known event id with another content. `refuse`: nothing is stored, the answer says so. */
  readonly onConflict: "hold" | "deliver" | "refuse";
  /** Names and values in turn, exactly as received. */
  readonly rawHeaders: readonly string[];
  readonly body: Uint8Array;
  /** Fan-out as planned with `configVersion`; one pending delivery each. */
  readonly endpointIds: readonly number[];
  /**
   * Deliveries with one key to one endpoint are claimed one after the other, in the order of their commit. Kept as a keyed
   * digest only. This one holds for every endpoint.
   */
  readonly orderingKey?: string;
  /**
   * True where the source says itself how long its payloads are kept: they are sealed apart from the others.
   */
  readonly hasOwnRetention?: boolean | undefined;
  /** The row of the quarantined request that this was; set by its release only. */
  readonly releasedFrom?: number;
  /** Keys by endpoint id, where `orderingKey` is absent. Endpoints without one keep no order. */
  readonly endpointOrderingKeys?: ReadonlyMap<number, string> | undefined;
}

export type AcceptResult =
  /** Stored. `isRepeat`: identical content was accepted before, longer ago than the window. */
  | { readonly outcome: "accepted"; readonly eventId: string; readonly isRepeat: boolean }
  /**
   * Already stored as `eventId`; counted there, delivered no second time. `isOtherContent`: the content differs, and
   * `onConflict` says refuse.
   */
  | { readonly outcome: "duplicate"; readonly eventId: string; readonly isOtherContent?: true }
  /** Stored as an event of its own, linked to `firstEventId`; its deliveries are held unless `onConflict` says deliver. */
  | { readonly outcome: "conflict"; readonly eventId: string; readonly firstEventId: string }
  /** Nothing stored: the organization's configuration has changed. Load it, verify and plan anew. */
  | { readonly outcome: "outdated" };
