import type { Configuration, ConfigurationDocument, Organization } from "../config/configuration.ts";
import type { RateDocument } from "../config/configuration.ts";
import type { CircuitChange, CircuitSign } from "./circuit.ts";
import type { AccessStore } from "./access/access-store.ts";
import type { AuditStore } from "./audit/audit-store.ts";
import type { DeliveryStore } from "./deliveries/delivery-store.ts";
import type { EventStore } from "./events/event-store.ts";
import type { KeyStore } from "./keys/key-store.ts";
import type { OrganizationStore } from "./organizations/organization-store.ts";
import type { ReplayStore } from "./replay/replay-store.ts";
import type { QuarantineStore } from "./quarantine/quarantine-store.ts";
import type { RetentionStore } from "./retention/retention-store.ts";
import type { ConnectionStore } from "./resources/connection-store.ts";
import type { ResourceStore } from "./resources/resource-store.ts";

/**
 * The store is the queue: events, their payloads, their deliveries and the configuration live in one database, so there
 * is no second system to agree with. One interface, several engines, one conformance suite.
 *
 * What every implementation guarantees
 * - **Durable**: when `accept`, `record` or `applyConfiguration` resolves, its transaction is committed and synced to
 *   disk. A rejection with `store_unavailable` means nothing is known to be stored; the caller must not acknowledge.
 *   (Limit: after a crash between COMMIT and the resolution, the rows are there although the caller was never told.)
 * - **Whole**: an event, its sealed payload and one delivery per wanted endpoint appear in one transaction or not at all.
 * - **Once**: of several events with one dedupe key, one is stored and the others are answered with its id, also when
 *   they arrive in the same batch or from several gateways at once.
 * - **Fresh**: `accept` and `claim` carry the configuration version they were planned with. Where an organization has
 *   moved on, nothing is stored or claimed for it and the answer says so.
 * - **In order**: deliveries to one endpoint with one ordering key are claimed one at a time, in the order of their
 *   commit. A dead letter holds those after it until it is tried again with success or cancelled. (Limits: deliveries that were
 *   held, and those of other keys, keep no order with them.)
 * - **Apart**: concurrency, rate and circuit of an endpoint hold over all that claim, and are kept when they end. What an
 *   open circuit or a rate holds back is not tried, so it uses up no try.
 * - **Never twice inside a live lease**: a claimed delivery is handed to nobody else until its lease ends; an outcome
 *   that arrives with an outdated token changes nothing but is kept as an attempt. (Limit: at least once. A process that dies after the receiver has
 *   answered and before `record` resolves sends that delivery again.)
 * - **Sealed**: bodies, inbound headers, response excerpts, secrets and the definitions that hold them are encrypted
 *   before they reach the database, and sender-chosen keys are stored as keyed digests only. Event types, names, sizes,
 *   times and states are plain.
 */
export interface Store extends AsyncDisposable {
  /**
   * Makes the resources that the configuration file manages equal to `document`: adds, changes, and disables what has
   * left it. Changing an entry re-enables an endpoint that a 410 disabled; reading the same entry again does not.
   * Raises the version of exactly those organizations that changed. One transaction. What the API manages is left alone;
   * a document that names it is rejected with `configuration_conflict`, and nothing is applied.
   */
  applyConfiguration(document: ConfigurationDocument, options?: ApplyOptions): Promise<AppliedConfiguration>;

  /** Everything needed to plan accepting and claiming, secrets opened, as of one moment. */
  loadConfiguration(): Promise<Configuration>;

  /**
   * Stores one verified event with its fan-out. Calls of one event-loop turn share a transaction (up to 512 of them, or
   * 8 MiB). The body must not be changed before this resolves. An event that cannot be stored, such as one for another
   * organization's endpoint, is rejected alone with `event_invalid`.
   */
  accept(event: AcceptedEvent): Promise<AcceptResult>;

  /** The endpoints that have due work and a free slot now, and when the next one falls due. */
  dueEndpoints(now: number): Promise<DueEndpoints>;

  /**
   * Takes up to `limit` due deliveries per wanted endpoint under a lease: those whose turn by their ordering key has come,
   * then never-tried ones in commit order, then retries by due time. Never more than the endpoint's `concurrency` are under
   * lease at once, none while its circuit is open, and one at a time after that until an attempt has succeeded. A delivery whose payload
   * no longer opens is not handed out: it is `failed`, with the attempt result `payload_unreadable`.
   */
  claim(request: ClaimRequest): Promise<ClaimResult>;

  /**
   * Records one attempt and what becomes of its delivery. Calls of one event-loop turn share a transaction. Rejected
   * alone: `delivery_unknown` for an id never given out to that organization, `outcome_invalid` for numbers not whole.
   */
  record(outcome: AttemptOutcome): Promise<RecordResult>;

  /** Makes deliveries whose lease has ended due again. Returns how many. */
  expireLeases(now: number): Promise<number>;

  /**
   * Called after each commit that added deliveries, with the endpoints they are for, and after each edit of an endpoint
   * that is enabled then. Returns the way to stop.
   */
  onDeliveriesAdded(listener: (endpointIds: readonly number[]) => void): () => void;

  /** Resolves with the cause when the store can never work again (its writer died); the process should end. */
  readonly failed: Promise<Error>;

  /** Proves with a small write that commits work now and that a payload would have room; rejects with `store_unavailable` where they do not. */
  probe(): Promise<void>;

  /** The stored event with its payload opened, or undefined. Looks within one organization only. */
  readEvent(organizationId: number, eventId: string): Promise<StoredEvent | undefined>;

  /** Events of an organization in commit order after `position` (0 for the first page), without payloads. */
  listEvents(organizationId: number, page: Page): Promise<readonly EventSummary[]>;

  /** Deliveries of one event, with their attempts. */
  listDeliveries(organizationId: number, eventId: string): Promise<readonly DeliverySummary[]>;

  /** How many deliveries are in each state, over all organizations. */
  countDeliveries(): Promise<Readonly<Record<DeliveryState, number>>>;

  /** The tenants. */
  readonly organizations: OrganizationStore;

  /** What arrived or was posted. */
  readonly events: EventStore;

  /** What becomes of events at their endpoints. */
  readonly deliveries: DeliveryStore;

  /** Jobs that send stored events again. */
  readonly replays: ReplayStore;

  /** The organization as it is configured now, secrets opened; undefined where there is none. */
  findOrganization(organizationId: number): Promise<Organization | undefined>;

  /** Keeping and deleting. */
  readonly retention: RetentionStore;

  /** The keys that everything is sealed under. */
  readonly keys: KeyStore;

  /** Who may use the API. */
  readonly access: AccessStore;

  /** Sources and endpoints, edited while the gateway runs. */
  readonly resources: ResourceStore;

  /** Requests that were refused. */
  readonly quarantine: QuarantineStore;

  /** Partners seen whole. */
  readonly connections: ConnectionStore;

  /**
   * What holds back the deliveries of each endpoint, and how many wait; of one organization, or of all. Reads no more than
   * a few rows for each endpoint, however many deliveries it has.
   */
  endpointStates(now: number, organizationId?: number): Promise<readonly EndpointState[]>;

  /** What was done, by whom and why. */
  readonly audit: AuditStore;

  /** Finishes what was begun, then closes. Later calls reject with `store_unavailable`. */
  close(): Promise<void>;
}

export interface ApplyOptions {
  /** Deletes what has left the document, with its secrets and open deliveries. Default false: it is disabled. */
  readonly prunes?: boolean;
}

export interface AppliedConfiguration {
  /** Names of the organizations whose version was raised. */
  readonly changedOrganizations: readonly string[];
}

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
  readonly callerId?: number;
  /** The secret that matched; absent for nothing but tests of the store. */
  readonly secretId?: number;
  readonly receivedAt: number;
  /** When the sender says it signed, where the scheme signs a time. */
  readonly signedAt?: number;
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
  readonly hasOwnRetention?: boolean;
  /** The row of the quarantined request that this was; set by its release only. */
  readonly releasedFrom?: number;
  /** Keys by endpoint id, where `orderingKey` is absent. Endpoints without one keep no order. */
  readonly endpointOrderingKeys?: ReadonlyMap<number, string>;
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

export interface DueEndpoints {
  readonly due: readonly { readonly organizationId: number; readonly endpointId: number }[];
  /** When the next endpoint falls due, in milliseconds; undefined when nothing is waiting for a time. */
  readonly nextDueAt: number | undefined;
}

export interface ClaimRequest {
  readonly now: number;
  readonly wanted: readonly {
    readonly organizationId: number;
    readonly configVersion: number;
    readonly endpointId: number;
    readonly limit: number;
    readonly concurrency: number;
    /** How long the claim holds: the attempt's deadline and 15 s. */
    readonly leaseMs: number;
    /** How many may be claimed in a time, whoever claims. Absent: no limit. */
    readonly rate?: RateDocument;
  }[];
}

export interface ClaimResult {
  readonly claimed: readonly ClaimedDelivery[];
  /** Organizations whose configuration has changed; nothing was claimed for them. */
  readonly outdatedOrganizations: readonly number[];
  /** Deliveries whose stored payload no longer opens: never sent, dead letters by now. */
  readonly unreadable: readonly UnreadableDelivery[];
}

export interface UnreadableDelivery {
  readonly deliveryId: string;
  readonly organizationId: number;
  readonly endpointId: number;
  readonly attempt: number;
}

export interface ClaimedDelivery {
  readonly deliveryId: string;
  readonly organizationId: number;
  readonly endpointId: number;
  /** Fencing token of this claim. */
  readonly token: number;
  readonly leaseUntil: number;
  /** 1 for the first try. A try that a crash cut short is not counted. */
  readonly attempt: number;
  /** How many tries the receiver refused with 401 or 403 so far: chooses the next key during a rotation. */
  readonly refusals: number;
  /** The replay that made or retried it, and whether it goes out with the signature that it came with. */
  readonly replay?: { readonly replayId: string; readonly isAsReceived: boolean };
  readonly event: StoredEvent;
}

export type DeliveryState = "pending" | "in_flight" | "delivered" | "failed" | "held" | "cancelled";

export interface AttemptOutcome {
  readonly deliveryId: string;
  readonly organizationId: number;
  readonly token: number;
  readonly startedAt: number;
  readonly durationMs: number;
  /** `delivered`, or why not, as a code of the deliver table. */
  readonly result: string;
  readonly status?: number;
  readonly secretId?: number;
  /** The first bytes of the response, kept sealed. */
  readonly responseExcerpt?: Uint8Array;
  readonly next:
    | { readonly state: "delivered" }
    | { readonly state: "pending"; readonly dueAt: number; readonly isRefusal: boolean }
    | { readonly state: "failed" };
  /** Disables the endpoint in the same transaction and raises its organization's version. */
  readonly disablesEndpoint?: "gone";
  /** What the attempt tells about its endpoint; absent where it tells nothing, such as one that was interrupted. */
  readonly circuit?: CircuitSign;
}

export interface RecordResult {
  /** True when the lease had been lost: the attempt is kept, the delivery is as it was. */
  readonly isFenced: boolean;
  /** Absent where the circuit of the endpoint is as it was. */
  readonly circuit?: CircuitChange;
}

export interface EndpointState {
  readonly organizationId: number;
  readonly organizationName: string;
  readonly endpointId: number;
  readonly endpointName: string;
  readonly isEnabled: boolean;
  readonly pending: number;
  readonly inFlight: number;
  readonly failed: number;
  readonly held: number;
  /** `open`: nothing is claimed. `half_open`: the pause is over, one delivery at a time is tried. */
  readonly circuit: "closed" | "open" | "half_open";
  /** When the pause ends, while the circuit is open. */
  readonly circuitOpenUntil?: number;
  /** Failed attempts since the last one that succeeded. */
  readonly consecutiveFailures: number;
  /** When the next delivery may be claimed, while the rate allows none. */
  readonly rateWaitsUntil?: number;
  /** When the oldest pending delivery was made. */
  readonly oldestPendingAt?: number;
}

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
