import type { DataKeyRows } from "../secrets/data-keys.ts";
import type { WrappedKey } from "../secrets/master-key-ring.ts";
import type { ActivityRows } from "./activity/activity-rows.ts";
import type { AnswerRows } from "./access/answer-rows.ts";
import type { ApiKeyRows } from "./access/api-key-rows.ts";
import type { AuditRows } from "./audit/audit-rows.ts";
import type { CircuitChange, CircuitSign } from "./circuit.ts";
import type { AuditRenewal, Change, ChangeOutcome } from "./change.ts";
import type { ConnectionRows } from "./resources/connection-rows.ts";
import type { LastEventRows } from "./resources/last-event-rows.ts";
import type { DeliveryRows } from "./deliveries/delivery-rows.ts";
import type { EventRows } from "./events/event-rows.ts";
import type { MasterKeyRows } from "./keys/master-key-rows.ts";
import type { ReplayKey } from "./public-id.ts";
import type { ReplayRows, ReplaySigning } from "./replay/replay-rows.ts";
import type { QuarantineRows } from "./quarantine/quarantine-rows.ts";
import type { RemovalRows } from "./resources/removal-rows.ts";
import type { RetentionClass, RetentionRows } from "./retention/retention-rows.ts";
import type { SecretRows } from "./resources/secret-rows.ts";
import type { UserRows } from "./users/user-rows.ts";
import type { AcceptedEvent, DedupeKind } from "./accepting.ts";
import type { AttemptOutcome, ClaimRequest, DeliveryState, DueEndpoints } from "./delivering.ts";
import type { Page } from "./reading.ts";
import type { OrganizationRow, SealedConfiguration } from "./configuration-rows.ts";

/**
 * What a database has to do, and all it ever sees: sealed bytes, keyed digests, and the plain facts that the interface
 * of the store names. One engine is one folder; the sealed store above it is the same for all.
 *
 * Every call is one transaction, synced to disk when it resolves. A call that rejects with `store_unavailable` has
 * changed nothing that is known; the next one may succeed. Rows of a batch are handled in order, so that a later row
 * sees what an earlier one of the same batch has done.
 */
export interface Engine
  extends
    DataKeyRows,
    MasterKeyRows,
    ApiKeyRows,
    UserRows,
    AnswerRows,
    AuditRows,
    SecretRows,
    LastEventRows,
    ActivityRows,
    ConnectionRows,
    QuarantineRows,
    RemovalRows,
    RetentionRows,
    EventRows,
    ReplayRows,
    DeliveryRows {
  accept(batch: AcceptBatch): Promise<readonly AcceptRowResult[]>;
  claim(request: ClaimRequest): Promise<ClaimedRows>;
  record(batch: RecordBatch): Promise<readonly RecordRowResult[]>;
  dueEndpoints(now: number): Promise<DueEndpoints>;
  expireLeases(now: number): Promise<number>;
  probe(): Promise<void>;

  /** Hands out `count` ids that were never handed out before and gives the first; the others follow it. */
  reserveIds(sequence: IdSequence, count: number): Promise<number>;
  readHashKey(organizationId: number): Promise<WrappedKey | undefined>;
  readConfiguration(): Promise<SealedConfiguration>;
  listOrganizations(): Promise<readonly OrganizationRow[]>;
  /**
   * Carries out all steps with their audit entries, or nothing. Where another gateway has added to a chain since the
   * entries were made, they are made anew by `renew` while no gateway can add to it; without it: `chain_moved`.
   */
  change(change: Change, renew?: AuditRenewal): Promise<ChangeOutcome>;

  readBlobs(ids: readonly number[]): Promise<readonly SealedBlob[]>;
  readEvent(organizationId: number, id: number): Promise<EventRow | undefined>;
  listEvents(organizationId: number, page: Page): Promise<readonly EventRow[]>;
  listDeliveries(organizationId: number, eventId: number): Promise<readonly DeliveryRow[]>;
  countDeliveries(): Promise<Readonly<Record<DeliveryState, number>>>;
  /** Of one organization, or of all where it is null. */
  listEndpointStates(organizationId: number | null): Promise<readonly EndpointStateRow[]>;

  /** Whether several processes may have the database open at once. */
  readonly isShared: boolean;
  /** Resolves with the cause when no call can ever succeed again. */
  readonly failed: Promise<Error>;
  /** Closes after the calls that were begun. */
  close(): Promise<void>;
}

export type IdSequence = "configuration" | "data_keys" | "blobs" | "replays" | "quarantine";

/** A sealed byte string that rows of one commit point into. */
export interface SealedBlob {
  readonly id: number;
  readonly organizationId: number;
  readonly dataKeyId: number;
  readonly sealed: Uint8Array;
}

export interface NewBlob extends SealedBlob {
  readonly retentionClass: RetentionClass;
}

export interface AcceptBatch {
  readonly now: number;
  /** One per organization of the batch. Not written where none of its rows is. */
  readonly blobs: readonly NewBlob[];
  readonly rows: readonly AcceptRow[];
  /** Two digests of 32 bytes per row: of the dedupe key, then of key and body (zeros except for event ids). */
  readonly digests: Uint8Array;
}

export interface AcceptRow {
  readonly organizationId: number;
  readonly configVersion: number;
  readonly sourceId: number;
  readonly callerId: number | null;
  readonly secretId: number | null;
  readonly receivedAt: number;
  readonly signedAt: number | null;
  readonly eventType: string;
  readonly isPayloadUnreadable: boolean;
  readonly dedupeKind: DedupeKind;
  readonly repeatWindowMs: number;
  readonly onConflict: AcceptedEvent["onConflict"];
  readonly endpointIds: readonly number[];
  /** For each endpoint the digest of its ordering key (32 bytes), or null; null for the whole where there is none. */
  readonly orderMacs: readonly (Uint8Array | null)[] | null;
  /** Where the payload lies: index into the batch's blobs, then the place within. */
  readonly blob: number;
  readonly frameOffset: number;
  readonly frameLength: number;
  readonly bodyBytes: number;
  /** The quarantined request that it was; null for what was accepted when it came. */
  readonly releasedFrom: number | null;
}

/** Identifies an event towards the outside together with its time. */
export interface EventKey {
  readonly id: number;
  readonly receivedAt: number;
}

export type AcceptRowResult =
  | { readonly outcome: "accepted"; readonly event: EventKey; readonly isRepeat: boolean }
  | { readonly outcome: "duplicate"; readonly event: EventKey; readonly isOtherContent?: true }
  | { readonly outcome: "conflict"; readonly event: EventKey; readonly first: EventKey }
  | { readonly outcome: "outdated" }
  /** The source or an endpoint is not of the organization. */
  | { readonly outcome: "invalid" };

export interface EventRow extends EventKey {
  readonly organizationId: number;
  readonly sourceId: number;
  readonly sourceName: string;
  readonly eventType: string;
  readonly blobId: number;
  readonly frameOffset: number;
  readonly frameLength: number;
  readonly bodyBytes: number;
  readonly duplicates: number;
  readonly isRepeat: boolean;
  readonly isPayloadUnreadable: boolean;
  /** When its payload was deleted; null while it is there. */
  readonly payloadPurgedAt: number | null;
  readonly conflictsWith: EventKey | null;
  readonly releasedFrom: number | null;
}

/** Identifies a delivery towards the outside together with its time. */
export interface DeliveryKey {
  readonly endpointId: number;
  readonly id: number;
  readonly createdAt: number;
}

export interface ClaimedRow extends DeliveryKey {
  readonly organizationId: number;
  readonly token: number;
  readonly leaseUntil: number;
  readonly attempt: number;
  readonly refusals: number;
  /** The replay that made or retried it. */
  readonly replay?: ReplayKey & { readonly signing: ReplaySigning };
  readonly event: EventRow;
}

export interface ClaimedRows {
  readonly claimed: readonly ClaimedRow[];
  readonly outdatedOrganizations: readonly number[];
  readonly due: DueEndpoints;
}

export interface RecordBatch {
  readonly now: number;
  /** One per organization that has response excerpts in the batch. */
  readonly blobs: readonly NewBlob[];
  readonly rows: readonly OutcomeRow[];
}

export interface OutcomeRow extends Pick<
  AttemptOutcome,
  "organizationId" | "token" | "startedAt" | "durationMs" | "result" | "next"
> {
  readonly delivery: DeliveryKey;
  readonly status: number | null;
  readonly secretId: number | null;
  readonly excerpt: BlobPart | null;
  readonly disablesEndpoint: "gone" | null;
  readonly circuit: CircuitSign | null;
}

export interface BlobPart {
  readonly blobId: number;
  readonly offset: number;
  readonly length: number;
}

export type RecordRowResult =
  | { readonly outcome: "recorded"; readonly circuit?: CircuitChange }
  | { readonly outcome: "fenced" }
  | { readonly outcome: "unknown" };

export interface EndpointStateRow {
  readonly organizationId: number;
  readonly organizationName: string;
  readonly endpointId: number;
  readonly endpointName: string;
  readonly isEnabled: boolean;
  readonly pending: number;
  readonly inFlight: number;
  readonly failed: number;
  readonly held: number;
  readonly circuitOpenUntil: number | null;
  readonly consecutiveFailures: number;
  readonly tokenDueAt: number | null;
  readonly oldestPendingAt: number | null;
}

export interface DeliveryRow extends DeliveryKey {
  readonly state: DeliveryState;
  readonly dueAt: number | null;
  readonly attempts: readonly AttemptRow[];
}

export interface AttemptRow {
  readonly number: number;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly result: string;
  readonly status: number | null;
  readonly secretId: number | null;
  readonly isFenced: boolean;
  readonly excerpt: BlobPart | null;
}
