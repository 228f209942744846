import type { Configuration, ConfigurationDocument, Organization } from "../config/configuration.ts";
import type { ActivityStore } from "./activity/activity-store.ts";
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
import type { SessionStore } from "./users/session-store.ts";
import type { UserStore } from "./users/user-store.ts";
import type { AcceptResult, AcceptedEvent } from "./accepting.ts";
import type {
  AttemptOutcome,
  ClaimRequest,
  ClaimResult,
  DeliveryState,
  DueEndpoints,
  EndpointState,
  RecordResult,
} from "./delivering.ts";
import type { DeliverySummary, EventSummary, Page, StoredEvent } from "./reading.ts";

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

  /** Whether several gateways may have this store open at once, so that its configuration changes under each of them. */
  readonly isShared: boolean;

  /** The version of each organization's configuration, by id: raised by every change of it. */
  configurationVersions(): Promise<ReadonlyMap<number, number>>;

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

  /**
   * Proves with a small write that commits work now and that a payload would have room; rejects with `store_unavailable`
   * where they do not, and with `master_key_unknown` where another gateway has rotated to a key that this one does not have.
   */
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

  /** The people who sign in. */
  readonly users: UserStore;

  /** What they have while they are signed in. */
  readonly sessions: SessionStore;

  /** Sources and endpoints, edited while the gateway runs. */
  readonly resources: ResourceStore;

  /** Requests that were refused. */
  readonly quarantine: QuarantineStore;

  /** How much came and went. */
  readonly activity: ActivityStore;

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
