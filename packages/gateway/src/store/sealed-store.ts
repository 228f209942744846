import type { Configuration, ConfigurationDocument, Organization } from "../config/configuration.ts";
import { ANSWER_WITHIN_MS } from "../answer-within.ts";
import { GatewayError } from "../errors.ts";
import { acceptEvents, toAcceptItem } from "./accept-events.ts";
import type { AcceptItem } from "./accept-events.ts";
import { applyConfiguration } from "./configure/apply-configuration.ts";
import type { BlobVault } from "./blob-vault.ts";
import { checkEvent } from "./check-event.ts";
import { checkOutcome } from "./check-outcome.ts";
import { claimDeliveries } from "./claim-deliveries.ts";
import type { Engine } from "./engine.ts";
import { endpointState } from "./endpoint-state.ts";
import { GroupCommit } from "./group-commit.ts";
import { openConfiguration } from "./configure/open-configuration.ts";
import { openDeliveries } from "./open-deliveries.ts";
import { openEvents, toEventSummary } from "./open-events.ts";
import { parseEventId } from "./public-id.ts";
import { recordOutcomes } from "./record-outcomes.ts";
import type { RecordItem } from "./record-outcomes.ts";
import { cancelRemoved } from "./resources/cancel-removed.ts";
import type { Actor } from "./audit/audit-note.ts";
import type { Release, ReleaseOutcome } from "./quarantine/quarantine-store.ts";
import { releaseEvents } from "./quarantine/release-events.ts";
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
import type { AppliedConfiguration, ApplyOptions, Store } from "./store.ts";
import { noteLastEvents, noteMatches, noteSignatures } from "./resources/note-matches.ts";
import { createSubStores } from "./sub-stores.ts";
import type { StoreFoundation, SubStores } from "./sub-stores.ts";
import { WorkListeners } from "./work-listeners.ts";
import { createFoundation } from "./store-foundation.ts";
import type { FoundationOptions } from "./store-foundation.ts";

/** Room that an event's or outcome's plain columns take beside its bytes. */
const ROW_BYTES = 256;

/** A page longer than this holds up the writer. */
const MAX_PAGE = 1000;

export interface SealedStoreOptions extends FoundationOptions {
  /** Called after each transaction that stored events or found them known. */
  readonly onEventsCommitted?: () => void;
}

/** The store over any engine: everything that needs plaintext happens here, so that no engine ever sees any. */
export class SealedStore implements Store {
  readonly failed: Promise<Error>;
  readonly isShared: boolean;
  readonly organizations: SubStores["organizations"];
  readonly keys: SubStores["keys"];
  readonly retention: SubStores["retention"];
  readonly access: SubStores["access"];
  readonly users: SubStores["users"];
  readonly sessions: SubStores["sessions"];
  readonly audit: SubStores["audit"];
  readonly resources: SubStores["resources"];
  readonly connections: SubStores["connections"];
  readonly quarantine: SubStores["quarantine"];
  readonly events: SubStores["events"];
  readonly deliveries: SubStores["deliveries"];
  readonly replays: SubStores["replays"];
  readonly activity: SubStores["activity"];
  readonly #foundation: StoreFoundation;
  readonly #engine: Engine;
  readonly #blobs: BlobVault;
  readonly #accepting: GroupCommit<AcceptItem, AcceptResult>;
  readonly #recording: GroupCommit<RecordItem, RecordResult>;
  readonly #listeners = new WorkListeners();
  #closing: Promise<void> | undefined;

  constructor(options: SealedStoreOptions) {
    const { engine } = options;
    const foundation = createFoundation(options);
    this.failed = engine.failed;
    this.isShared = engine.isShared;
    this.#foundation = foundation;
    this.#engine = engine;
    this.#blobs = foundation.blobs;
    const parts = createSubStores(foundation, {
      onWork: (endpointIds) => this.#listeners.tell(endpointIds),
      releaseEvents: (actor, release, ids) => this.#releaseEvents(actor, release, ids),
    });
    this.organizations = parts.organizations;
    this.keys = parts.keys;
    this.retention = parts.retention;
    this.access = parts.access;
    this.users = parts.users;
    this.sessions = parts.sessions;
    this.audit = parts.audit;
    this.resources = parts.resources;
    this.connections = parts.connections;
    this.quarantine = parts.quarantine;
    this.events = parts.events;
    this.deliveries = parts.deliveries;
    this.replays = parts.replays;
    this.activity = parts.activity;
    const committing = { engine, vault: foundation.blobs, now: foundation.now };
    this.#accepting = new GroupCommit<AcceptItem, AcceptResult>({
      commit: async (items) => {
        const answers = await acceptEvents(committing, items);
        options.onEventsCommitted?.();
        this.#noteAccepted(items, answers);
        return answers;
      },
      bytesOf: ({ event }) => bytesOfEvent(event),
      // A disk of this machine that is slow for a moment is waited for.
      ...(engine.isShared && { maxWaitMs: ANSWER_WITHIN_MS }),
    });
    this.#recording = new GroupCommit<RecordItem, RecordResult>({
      commit: async (items) => {
        const results = await recordOutcomes(committing, items);
        noteSignatures(foundation.uses, items);
        return results;
      },
      bytesOf: ({ outcome }) => (outcome.responseExcerpt?.length ?? 0) + ROW_BYTES,
    });
  }

  async applyConfiguration(
    document: ConfigurationDocument,
    { prunes = false }: ApplyOptions = {},
  ): Promise<AppliedConfiguration> {
    this.#checkOpen();
    const applied = await applyConfiguration(this.#foundation, { document, prunes });
    if (prunes) await cancelRemoved(this.#engine);
    return applied;
  }

  async configurationVersions(): Promise<ReadonlyMap<number, number>> {
    this.#checkOpen();
    const organizations = await this.#engine.listOrganizations();
    return new Map(organizations.map(({ id, configVersion }) => [id, configVersion]));
  }

  async loadConfiguration(): Promise<Configuration> {
    this.#checkOpen();
    return openConfiguration(this.#foundation.vault, await this.#engine.readConfiguration());
  }

  async findOrganization(organizationId: number): Promise<Organization | undefined> {
    this.#checkOpen();
    return this.#foundation.organizations.find(organizationId);
  }

  /** Not an async function: the promise of the commit is the only one that an event needs. */
  accept(event: AcceptedEvent): Promise<AcceptResult> {
    try {
      this.#checkOpen();
      checkEvent(event);
      const digest = this.#foundation.organizationKeys.known(event.organizationId);
      if (digest !== undefined) return this.#accepting.add(toAcceptItem(digest, event));
      return this.#acceptFirst(event);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  async dueEndpoints(now: number): Promise<DueEndpoints> {
    this.#checkOpen();
    return this.#engine.dueEndpoints(now);
  }

  async claim(request: ClaimRequest): Promise<ClaimResult> {
    this.#checkOpen();
    // What is claimed and cannot be opened here would be kept from those who can.
    this.#foundation.masterKeys.checkComplete();
    return claimDeliveries(this.#engine, this.#blobs, request);
  }

  async record(outcome: AttemptOutcome): Promise<RecordResult> {
    this.#checkOpen();
    return this.#recording.add({ outcome, delivery: checkOutcome(outcome) });
  }

  async expireLeases(now: number): Promise<number> {
    this.#checkOpen();
    return this.#engine.expireLeases(now);
  }

  onDeliveriesAdded(listener: (endpointIds: readonly number[]) => void): () => void {
    return this.#listeners.add(listener);
  }

  async probe(): Promise<void> {
    this.#checkOpen();
    this.#foundation.masterKeys.checkComplete();
    return this.#engine.probe();
  }

  async readEvent(organizationId: number, eventId: string): Promise<StoredEvent | undefined> {
    this.#checkOpen();
    const row = await this.#findEvent(organizationId, eventId);
    if (row === undefined) return undefined;
    const [event] = await openEvents(this.#blobs, [row]);
    if (event instanceof GatewayError) throw event;
    return event;
  }

  async listEvents(organizationId: number, page: Page): Promise<readonly EventSummary[]> {
    this.#checkOpen();
    const limit = Math.min(page.limit, MAX_PAGE);
    const rows = await this.#engine.listEvents(organizationId, { afterPosition: page.afterPosition, limit });
    return rows.map(toEventSummary);
  }

  async listDeliveries(organizationId: number, eventId: string): Promise<readonly DeliverySummary[]> {
    this.#checkOpen();
    const event = await this.#findEvent(organizationId, eventId);
    if (event === undefined) return [];
    const rows = await this.#engine.listDeliveries(organizationId, event.id);
    return openDeliveries(this.#blobs, { organizationId, eventId }, rows);
  }

  async countDeliveries(): Promise<Readonly<Record<DeliveryState, number>>> {
    this.#checkOpen();
    return this.#engine.countDeliveries();
  }

  async endpointStates(now: number, organizationId?: number): Promise<readonly EndpointState[]> {
    this.#checkOpen();
    const rows = await this.#engine.listEndpointStates(organizationId ?? null);
    return rows.map((row) => endpointState(row, now));
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #close(): Promise<void> {
    await Promise.all([this.#accepting.close(), this.#recording.close()]);
    // Their calls are begun before the engine closes, which lets no other in.
    const { uses, lastEvents } = this.#foundation;
    await Promise.all([uses.close(), lastEvents.close(), this.#engine.close()]);
  }

  #checkOpen(): void {
    if (this.#closing !== undefined) throw new GatewayError("store_unavailable", "the store is closed");
  }

  /** The first events of an organization after a start wait for its key. */
  async #acceptFirst(event: AcceptedEvent): Promise<AcceptResult> {
    const digest = await this.#foundation.organizationKeys.digestOf(event.organizationId);
    if (digest === undefined) return { outcome: "outdated" };
    return this.#accepting.add(toAcceptItem(digest, event));
  }

  /** Not shared with others as accepting is: the transaction holds the audit entries of this release too. */
  async #releaseEvents(actor: Actor, release: Release, ids: readonly number[]): Promise<ReleaseOutcome> {
    this.#checkOpen();
    const digest = await this.#foundation.organizationKeys.digestOf(release.organizationId);
    if (digest === undefined) return { outcome: "not_found" };
    const items = release.requests.map(({ event }, index) => {
      checkEvent(event);
      const row = ids[index];
      return toAcceptItem(digest, { ...event, ...(row !== undefined && { releasedFrom: row }) });
    });
    const { ledger, now } = this.#foundation;
    const parts = { ledger, vault: this.#blobs, now };
    const outcome = await releaseEvents(parts, { actor, release, ids, items });
    if (outcome.outcome === "released") this.#noteAccepted(items, outcome.results);
    return outcome;
  }

  /** An id whose time is not the row's is an id that was never given out. */
  async #findEvent(
    organizationId: number,
    eventId: string,
  ): Promise<Awaited<ReturnType<Engine["readEvent"]>>> {
    const key = parseEventId(eventId);
    if (key === undefined) return undefined;
    const row = await this.#engine.readEvent(organizationId, key.id);
    return row?.receivedAt === key.receivedAt ? row : undefined;
  }

  #noteAccepted(items: readonly AcceptItem[], answers: readonly (AcceptResult | Error)[]): void {
    noteMatches(this.#foundation.uses, items, answers);
    noteLastEvents(this.#foundation.lastEvents, items, answers);
    this.#listeners.tellAccepted(items, answers);
  }
}

function bytesOfEvent({ body, rawHeaders }: AcceptedEvent): number {
  let bytes = body.length + ROW_BYTES;
  for (const text of rawHeaders) bytes += text.length;
  return bytes;
}
