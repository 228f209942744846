import { onTestFinished } from "vitest";
import type {
  ConfigurationDocument,
  Endpoint,
  EndpointDocument,
  Organization,
  OrganizationDocument,
  Source,
  SourceDocument,
} from "../../src/config/configuration.ts";
import type { MasterKey } from "../../src/secrets/master-key.ts";
import type { AcceptedEvent } from "../../src/store/accepting.ts";
import type {
  AttemptOutcome,
  ClaimRequest,
  ClaimResult,
  ClaimedDelivery,
  RecordResult,
} from "../../src/store/delivering.ts";
import type { Store } from "../../src/store/store.ts";

/** Any moment will do; tests move on from it. */
export const START = Date.UTC(2026, 10, 2, 9, 0, 0);
export const LEASE_MS = 30_000;

export interface OpenOptions {
  readonly now?: () => number;
  readonly maxDatabaseBytes?: number;
  readonly sealingsPerKey?: number;
  /** Default: the harness's own. */
  readonly masterKey?: MasterKey;
  readonly nextMasterKey?: MasterKey;
}

/** How the suite makes and opens stores of one engine. */
export interface StoreHarness {
  /** Makes an empty place for a store; it is removed after the test. */
  createPlace(): Promise<string>;
  open(place: string, options?: OpenOptions): Promise<Store>;
}

const scheme = { version: 1, id: "test-scheme", name: "Test" } as unknown as SourceDocument["scheme"];

export function sourceDocument(change: Partial<SourceDocument> = {}): SourceDocument {
  return {
    name: "inbox",
    scheme,
    secrets: [{ name: "current", value: "inbound-secret" }],
    callers: [],
    path: "/in/northside/inbox",
    method: "POST",
    maxBodyBytes: 8 * 1024 * 1024,
    payloadCheck: "flag",
    onConflict: "hold",
    repeatWindowMs: 600_000,
    ...change,
  };
}

export function endpointDocument(change: Partial<EndpointDocument> = {}): EndpointDocument {
  return {
    name: "ehr",
    url: "https://ehr.example.org/hooks",
    scheme,
    secrets: [{ name: "current", value: "outbound-secret" }],
    sources: ["*"],
    events: ["*"],
    headers: {},
    forwardHeaders: [],
    concurrency: 16,
    connectTimeoutMs: 5000,
    attemptTimeoutMs: 15_000,
    retryScheduleMs: [5000, 30_000],
    ...change,
  };
}

export function organizationDocument(change: Partial<OrganizationDocument> = {}): OrganizationDocument {
  return { name: "northside", sources: [sourceDocument()], endpoints: [endpointDocument()], ...change };
}

export function configurationDocument(
  ...organizations: readonly OrganizationDocument[]
): ConfigurationDocument {
  return { organizations: organizations.length > 0 ? organizations : [organizationDocument()] };
}

/** A store with one organization, one source and the endpoints of the document, and the short ways to use it. */
export class Scenario {
  store: Store;
  organization: Organization;
  readonly place: string;
  readonly #harness: StoreHarness;

  private constructor(harness: StoreHarness, place: string, store: Store, organization: Organization) {
    this.#harness = harness;
    this.place = place;
    this.store = store;
    this.organization = organization;
  }

  static async start(
    harness: StoreHarness,
    document: ConfigurationDocument = configurationDocument(),
    options: OpenOptions = {},
  ): Promise<Scenario> {
    const place = await harness.createPlace();
    const store = await openUntilTestEnds(harness, place, options);
    await store.applyConfiguration(document);
    return new Scenario(harness, place, store, await firstOrganization(store));
  }

  get source(): Source {
    return first(this.organization.sources);
  }

  get endpoint(): Endpoint {
    return first(this.organization.endpoints);
  }

  async reload(): Promise<void> {
    const { organizations } = await this.store.loadConfiguration();
    const found = organizations.find((organization) => organization.id === this.organization.id);
    if (found === undefined) throw new Error("the organization has gone");
    this.organization = found;
  }

  async apply(...organizations: readonly OrganizationDocument[]): Promise<readonly string[]> {
    const { changedOrganizations } = await this.store.applyConfiguration(
      configurationDocument(...organizations),
    );
    await this.reload();
    return changedOrganizations;
  }

  async reopen(options: OpenOptions = {}): Promise<void> {
    await this.store.close();
    this.store = await openUntilTestEnds(this.#harness, this.place, options);
    await this.reload();
  }

  event(change: Partial<AcceptedEvent> = {}): AcceptedEvent {
    return {
      organizationId: this.organization.id,
      configVersion: this.organization.configVersion,
      sourceId: this.source.id,
      receivedAt: START,
      eventType: "note.created",
      isPayloadUnreadable: false,
      dedupe: { kind: "event_id", key: "id-1" },
      repeatWindowMs: 600_000,
      onConflict: "hold",
      rawHeaders: ["Content-Type", "application/json"],
      body: Buffer.from('{"hello":"world"}'),
      endpointIds: [this.endpoint.id],
      ...change,
    };
  }

  /** Accepts `count` different events, one after the other, and gives their ids. */
  async acceptMany(count: number, change: Partial<AcceptedEvent> = {}): Promise<readonly string[]> {
    const ids: string[] = [];
    for (let index = 0; index < count; index += 1) {
      const key = `many-${change.receivedAt ?? START}-${index}`;
      const result = await this.store.accept(this.event({ dedupe: { kind: "event_id", key }, ...change }));
      if (result.outcome === "outdated") throw new Error("the scenario's configuration is outdated");
      ids.push(result.eventId);
    }
    return ids;
  }

  claim(now: number, change: Partial<ClaimRequest["wanted"][number]> = {}): Promise<ClaimResult> {
    const wanted = {
      organizationId: this.organization.id,
      configVersion: this.organization.configVersion,
      endpointId: this.endpoint.id,
      limit: 10,
      concurrency: this.endpoint.concurrency,
      leaseMs: LEASE_MS,
      ...change,
    };
    return this.store.claim({ now, wanted: [wanted] });
  }

  async claimOne(now: number): Promise<ClaimedDelivery> {
    const { claimed } = await this.claim(now, { limit: 1 });
    return first(claimed);
  }

  record(delivery: ClaimedDelivery, change: Partial<AttemptOutcome> = {}): Promise<RecordResult> {
    return this.store.record({
      deliveryId: delivery.deliveryId,
      organizationId: delivery.organizationId,
      token: delivery.token,
      startedAt: START,
      durationMs: 12,
      result: "delivered",
      status: 200,
      next: { state: "delivered" },
      ...change,
    });
  }

  /** The state of an event's only delivery. */
  async stateOf(eventId: string): Promise<string> {
    const deliveries = await this.store.listDeliveries(this.organization.id, eventId);
    if (deliveries.length !== 1) throw new Error(`expected one delivery, found ${deliveries.length}`);
    return first(deliveries).state;
  }
}

export async function openUntilTestEnds(
  harness: StoreHarness,
  place: string,
  options: OpenOptions = {},
): Promise<Store> {
  const store = await harness.open(place, options);
  onTestFinished(() => store.close());
  return store;
}

async function firstOrganization(store: Store): Promise<Organization> {
  const { organizations } = await store.loadConfiguration();
  return first(organizations);
}

export function first<Item>(items: readonly Item[]): Item {
  const [item] = items;
  if (item === undefined) throw new Error("expected at least one");
  return item;
}

/** The error's code, for rejections. */
export async function codeOf(rejecting: Promise<unknown>): Promise<string> {
  try {
    await rejecting;
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : "no code";
  }
  return "no error";
}
