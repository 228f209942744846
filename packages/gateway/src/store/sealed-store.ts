import type { Configuration, ConfigurationDocument, Organization } from "../config/configuration.ts";
import { GatewayError } from "../errors.ts";
import { DataKeys } from "../secrets/data-keys.ts";
import type { MasterKeyRing } from "../secrets/master-key-ring.ts";
import type { AccessStore } from "./access/access-store.ts";
import { AnswerVault } from "./access/answer-vault.ts";
import { SealedAccess } from "./access/sealed-access.ts";
import { acceptEvents, toAcceptItem } from "./accept-events.ts";
import type { AcceptItem } from "./accept-events.ts";
import { AuditLog } from "./audit/audit-log.ts";
import type { AuditStore } from "./audit/audit-store.ts";
import { Ledger } from "./audit/ledger.ts";
import { applyConfiguration } from "./configure/apply-configuration.ts";
import { BlobVault } from "./blob-vault.ts";
import { checkEvent } from "./check-event.ts";
import { checkOutcome } from "./check-outcome.ts";
import { claimDeliveries } from "./claim-deliveries.ts";
import { ConfigurationVault } from "./configure/configuration-vault.ts";
import { SealedDeliveries } from "./deliveries/sealed-deliveries.ts";
import type { DeliveryStore } from "./deliveries/delivery-store.ts";
import type { Engine } from "./engine.ts";
import { SealedEvents } from "./events/sealed-events.ts";
import type { EventStore } from "./events/event-store.ts";
import type { KeyStore } from "./keys/key-store.ts";
import { SealedKeys } from "./keys/sealed-keys.ts";
import { LiveOrganizations } from "./live-organizations.ts";
import { SealedReplays } from "./replay/sealed-replays.ts";
import type { ReplayStore } from "./replay/replay-store.ts";
import { endpointState } from "./endpoint-state.ts";
import { GroupCommit } from "./group-commit.ts";
import { openConfiguration } from "./configure/open-configuration.ts";
import { openDeliveries } from "./open-deliveries.ts";
import { openEvents, toEventSummary } from "./open-events.ts";
import { SealedOrganizations } from "./organizations/sealed-organizations.ts";
import type { OrganizationStore } from "./organizations/organization-store.ts";
import { OrganizationKeys } from "./organization-keys.ts";
import { parseEventId } from "./public-id.ts";
import { recordOutcomes } from "./record-outcomes.ts";
import type { RecordItem } from "./record-outcomes.ts";
import { ReservedIds } from "./reserved-ids.ts";
import { cancelRemoved } from "./resources/cancel-removed.ts";
import type { Actor } from "./audit/audit-note.ts";
import type { QuarantineStore, Release, ReleaseOutcome } from "./quarantine/quarantine-store.ts";
import { releaseEvents } from "./quarantine/release-events.ts";
import { SealedQuarantine } from "./quarantine/sealed-quarantine.ts";
import type { ConnectionStore } from "./resources/connection-store.ts";
import type { RetentionStore } from "./retention/retention-store.ts";
import { SealedRetention } from "./retention/sealed-retention.ts";
import type { ResourceStore } from "./resources/resource-store.ts";
import { SealedConnections } from "./resources/sealed-connections.ts";
import { SealedResources } from "./resources/sealed-resources.ts";
import { SecretUses } from "./resources/secret-uses.ts";
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

/** Room that an event's or outcome's plain columns take beside its bytes. */
const ROW_BYTES = 256;

/** Configuration changes seldom; ids left unused by a start do not matter. */
const CONFIGURATION_IDS_PER_BLOCK = 64;

/** Replays are seldom made. */
const REPLAY_IDS_PER_BLOCK = 8;

/** A page longer than this holds up the writer. */
const MAX_PAGE = 1000;

export interface SealedStoreOptions {
  readonly engine: Engine;
  readonly masterKeys: MasterKeyRing;
  /** Milliseconds since 1970. Default `Date.now`. Chooses the week of a data key and dates the blobs, nothing else. */
  readonly now?: () => number;
  /** Sealings after which a data key is retired. Default 2^28. */
  readonly sealingsPerKey?: number;
  /** Called after each transaction that stored events or found them known. */
  readonly onEventsCommitted?: () => void;
}

/** The store over any engine: everything that needs plaintext happens here, so that no engine ever sees any. */
export class SealedStore implements Store {
  readonly failed: Promise<Error>;
  readonly organizations: OrganizationStore;
  readonly keys: KeyStore;
  readonly retention: RetentionStore;
  readonly access: AccessStore;
  readonly audit: AuditStore;
  readonly resources: ResourceStore;
  readonly connections: ConnectionStore;
  readonly quarantine: QuarantineStore;
  readonly events: EventStore;
  readonly deliveries: DeliveryStore;
  readonly replays: ReplayStore;
  readonly #liveOrganizations: LiveOrganizations;
  readonly #ledger: Ledger;
  readonly #secretUses: SecretUses;
  readonly #now: () => number;
  readonly #engine: Engine;
  readonly #vault: BlobVault;
  readonly #configurationVault: ConfigurationVault;
  readonly #organizationKeys: OrganizationKeys;
  readonly #configurationIds: ReservedIds;
  readonly #accepting: GroupCommit<AcceptItem, AcceptResult>;
  readonly #recording: GroupCommit<RecordItem, RecordResult>;
  readonly #listeners = new Set<(endpointIds: readonly number[]) => void>();
  #closing: Promise<void> | undefined;

  constructor(options: SealedStoreOptions) {
    const now = options.now ?? Date.now;
    const { engine, masterKeys } = options;
    const dataKeys = new DataKeys({
      rows: engine,
      masterKeys,
      now,
      ...(options.sealingsPerKey !== undefined && { sealingsPerKey: options.sealingsPerKey }),
    });
    this.failed = engine.failed;
    this.#now = now;
    this.#engine = engine;
    this.#secretUses = new SecretUses(engine);
    this.#vault = new BlobVault(engine, dataKeys);
    this.#configurationVault = new ConfigurationVault(dataKeys);
    this.#organizationKeys = new OrganizationKeys(engine, masterKeys);
    this.#configurationIds = new ReservedIds(engine, "configuration", CONFIGURATION_IDS_PER_BLOCK);
    const changing = {
      engine,
      vault: this.#configurationVault,
      organizationKeys: this.#organizationKeys,
      now,
    };
    this.#ledger = new Ledger(changing);
    const answers = new AnswerVault(changing);
    this.keys = new SealedKeys({ engine, ledger: this.#ledger, masterKeys });
    this.audit = new AuditLog({ ...changing, ledger: this.#ledger });
    this.organizations = new SealedOrganizations({
      ...changing,
      ledger: this.#ledger,
      ids: this.#configurationIds,
    });
    this.access = new SealedAccess({
      engine,
      ledger: this.#ledger,
      answers,
      ids: this.#configurationIds,
      now,
    });
    const editing = { ...changing, answers, ledger: this.#ledger, ids: this.#configurationIds };
    this.resources = new SealedResources({
      ...editing,
      uses: this.#secretUses,
      onEndpointEnabled: (id) => this.#tell([id]),
    });
    this.connections = new SealedConnections(editing);
    this.quarantine = new SealedQuarantine({
      ...changing,
      dataKeys,
      ledger: this.#ledger,
      releaseEvents: (actor, release, ids) => this.#releaseEvents(actor, release, ids),
    });
    this.#liveOrganizations = new LiveOrganizations(engine, this.#configurationVault);
    const reading = {
      ...editing,
      vault: this.#vault,
      organizations: this.#liveOrganizations,
      onWork: (endpointIds: readonly number[]) => this.#tell(endpointIds),
    };
    this.retention = new SealedRetention({
      ...reading,
      dataKeys,
      configurationVault: this.#configurationVault,
    });
    this.events = new SealedEvents(reading);
    this.deliveries = new SealedDeliveries(reading);
    this.replays = new SealedReplays({
      ...reading,
      ids: new ReservedIds(engine, "replays", REPLAY_IDS_PER_BLOCK),
    });
    const parts = { engine, vault: this.#vault, now };
    this.#accepting = new GroupCommit<AcceptItem, AcceptResult>({
      commit: async (items) => {
        const answers = await acceptEvents(parts, items);
        options.onEventsCommitted?.();
        this.#noteMatches(items, answers);
        this.#announce(items, answers);
        return answers;
      },
      bytesOf: ({ event }) => bytesOfEvent(event),
    });
    this.#recording = new GroupCommit<RecordItem, RecordResult>({
      commit: async (items) => {
        const results = await recordOutcomes(parts, items);
        this.#noteSignatures(items);
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
    const parts = {
      engine: this.#engine,
      ledger: this.#ledger,
      vault: this.#configurationVault,
      ids: this.#configurationIds,
      organizationKeys: this.#organizationKeys,
      now: this.#now,
    };
    const applied = await applyConfiguration(parts, { document, prunes });
    if (prunes) await cancelRemoved(this.#engine);
    return applied;
  }

  async loadConfiguration(): Promise<Configuration> {
    this.#checkOpen();
    return openConfiguration(this.#configurationVault, await this.#engine.readConfiguration());
  }

  async findOrganization(organizationId: number): Promise<Organization | undefined> {
    this.#checkOpen();
    return this.#liveOrganizations.find(organizationId);
  }

  async accept(event: AcceptedEvent): Promise<AcceptResult> {
    this.#checkOpen();
    checkEvent(event);
    const digest = await this.#organizationKeys.digestOf(event.organizationId);
    if (digest === undefined) return { outcome: "outdated" };
    return this.#accepting.add(toAcceptItem(digest, event));
  }

  async dueEndpoints(now: number): Promise<DueEndpoints> {
    this.#checkOpen();
    return this.#engine.dueEndpoints(now);
  }

  async claim(request: ClaimRequest): Promise<ClaimResult> {
    this.#checkOpen();
    return claimDeliveries(this.#engine, this.#vault, request);
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
    // A wrapper of its own, so that a listener added twice is stopped once.
    const entry = (endpointIds: readonly number[]): void => listener(endpointIds);
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  async probe(): Promise<void> {
    this.#checkOpen();
    return this.#engine.probe();
  }

  async readEvent(organizationId: number, eventId: string): Promise<StoredEvent | undefined> {
    this.#checkOpen();
    const row = await this.#findEvent(organizationId, eventId);
    if (row === undefined) return undefined;
    const [event] = await openEvents(this.#vault, [row]);
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
    return openDeliveries(this.#vault, { organizationId, eventId }, rows);
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
    await this.#secretUses.close();
    await this.#engine.close();
  }

  #checkOpen(): void {
    if (this.#closing !== undefined) throw new GatewayError("store_unavailable", "the store is closed");
  }

  /** Not shared with others as accepting is: the transaction holds the audit entries of this release too. */
  async #releaseEvents(actor: Actor, release: Release, ids: readonly number[]): Promise<ReleaseOutcome> {
    this.#checkOpen();
    const digest = await this.#organizationKeys.digestOf(release.organizationId);
    if (digest === undefined) return { outcome: "not_found" };
    const items = release.requests.map(({ event }, index) => {
      checkEvent(event);
      const row = ids[index];
      return toAcceptItem(digest, { ...event, ...(row !== undefined && { releasedFrom: row }) });
    });
    const parts = { ledger: this.#ledger, vault: this.#vault, now: this.#now };
    const outcome = await releaseEvents(parts, { actor, release, ids, items });
    if (outcome.outcome === "released") {
      this.#noteMatches(items, outcome.results);
      this.#announce(items, outcome.results);
    }
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

  /** A duplicate's secret matched as well as that of a new event. */
  #noteMatches(items: readonly AcceptItem[], answers: readonly (AcceptResult | Error)[]): void {
    items.forEach(({ event: { secretId, receivedAt } }, index) => {
      const answer = answers[index];
      const isKnown = answer !== undefined && !(answer instanceof Error) && answer.outcome !== "outdated";
      if (secretId !== undefined && isKnown) this.#secretUses.note(secretId, receivedAt);
    });
  }

  /** A receiver that takes a delivery has verified it with the secret it was signed with. */
  #noteSignatures(items: readonly RecordItem[]): void {
    for (const { outcome } of items) {
      const { secretId, next, startedAt } = outcome;
      if (secretId !== undefined && next.state === "delivered") this.#secretUses.note(secretId, startedAt);
    }
  }

  #announce(items: readonly AcceptItem[], answers: readonly (AcceptResult | Error)[]): void {
    if (this.#listeners.size === 0) return;
    const endpointIds = new Set<number>();
    items.forEach(({ event }, index) => {
      const answer = answers[index];
      if (answer === undefined || answer instanceof Error) return;
      const isPending =
        answer.outcome === "accepted" || (answer.outcome === "conflict" && event.onConflict === "deliver");
      if (isPending) for (const endpointId of event.endpointIds) endpointIds.add(endpointId);
    });
    if (endpointIds.size > 0) this.#tell([...endpointIds]);
  }

  #tell(endpointIds: readonly number[]): void {
    // On its own, so that a listener that throws cannot take the answers with it.
    for (const listener of this.#listeners) queueMicrotask(() => listener(endpointIds));
  }
}

function bytesOfEvent({ body, rawHeaders }: AcceptedEvent): number {
  return rawHeaders.reduce((sum, text) => sum + text.length, body.length + ROW_BYTES);
}
