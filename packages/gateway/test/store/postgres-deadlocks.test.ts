import { expect, test } from "vitest";
import type { EndpointDocument, Organization } from "../../src/config/configuration.ts";
import type { EndpointEdit, SourceEdit } from "../../src/store/resources/resource-store.ts";
import type { Store } from "../../src/store/store.ts";
import { seededRandom } from "../support/seeded-random.ts";
import { connect, openBeside } from "./postgres-gateways.ts";
import { postgresHarness } from "./postgres-harness.ts";
import {
  LEASE_MS,
  START,
  Scenario,
  configurationDocument,
  endpointDocument,
  organizationDocument,
  sourceDocument,
} from "./scenario.ts";

const ROUNDS = 200;
/** Each round is a dozen commits; ten seconds on a machine that does nothing else. */
const TIMEOUT_MS = 120_000;
/** What each gateway does at once. */
const WORK_AT_ONCE = 2;
const SEED = 5;
const actor = { kind: "api_key", name: "on-call" } as const;

const endpoints = ["ehr", "archive", "billing"].map((name) =>
  endpointDocument({ name, url: `https://${name}.example.org` }),
);

/** One thing that a gateway does with an organization; `turn` is never given twice. */
type Work = (store: Store, organization: Organization, turn: number) => Promise<unknown>;

const works: Readonly<Record<string, Work>> = {
  accept: (store, organization, turn) =>
    Promise.all([0, 1, 2].map((part) => accept(store, organization, `${turn}/${part}`))),
  deliver: async (store, organization, turn) => {
    const now = START + turn;
    const wanted = organization.endpoints.map(({ id, concurrency }) => ({
      organizationId: organization.id,
      configVersion: organization.configVersion,
      endpointId: id,
      limit: 4,
      concurrency,
      leaseMs: LEASE_MS,
    }));
    const { claimed } = await store.claim({ now, wanted });
    await Promise.all(
      claimed.map(({ deliveryId, organizationId, token }) =>
        store.record({
          deliveryId,
          organizationId,
          token,
          startedAt: now,
          durationMs: 1,
          result: "delivered",
          status: 200,
          next: { state: "delivered" },
        }),
      ),
    );
  },
  "edit a source": (store, { id: organizationId }, turn) => {
    const note = { action: "source.put", resource: { kind: "source", name: "lab" } } as const;
    const document = sourceDocument({ name: "lab", path: "/lab", toleranceMs: turn });
    const edit = (): SourceEdit => ({ document, disabledReason: null, note });
    return store.resources.editSource({ organizationId, name: "lab", actor, edit });
  },
  "pause an endpoint": (store, organization) => editEndpoint(store, organization, "paused"),
  "enable an endpoint": (store, organization) => editEndpoint(store, organization, null),
  "delete an endpoint": (store, organization) => editEndpoint(store, organization, "deleted"),
  "apply the file": (store) =>
    store.applyConfiguration(configurationDocument(organizationDocument({ endpoints }))),
  "make and revoke an API key": async (store, { id: organizationId }, turn) => {
    const keyHash = new Uint8Array(32).fill(turn % 256).fill(turn / 256, 16);
    const made = await store.access.createApiKey(actor, {
      organizationId,
      name: `key-${turn}`,
      role: "viewer",
      keyHash,
    });
    if (made.outcome === "created") await store.access.revokeApiKey(actor, made.apiKey);
  },
  "add a connection": (store, { id: organizationId }, turn) =>
    store.connections.create(actor, { organizationId, name: `connection-${turn}` }),
  "add an organization": (store, _organization, turn) =>
    store.organizations.ensure(actor, `added-${turn % 8}`),
  note: (store, { id: organizationId }) =>
    store.audit.note({
      organizationId,
      actor,
      action: "event.reveal",
      resource: { kind: "event", name: "evt_1" },
    }),
  "expire leases": (store, _organization, turn) => store.expireLeases(START + turn),
};

function accept(store: Store, organization: Organization, key: string): Promise<unknown> {
  const [source] = organization.sources;
  const [secret] = source?.secrets ?? [];
  if (source === undefined || secret === undefined) throw new Error("the organization has no source");
  return store.accept({
    organizationId: organization.id,
    configVersion: organization.configVersion,
    sourceId: source.id,
    secretId: secret.id,
    receivedAt: START,
    eventType: "note.created",
    isPayloadUnreadable: false,
    dedupe: { kind: "event_id", key },
    repeatWindowMs: 600_000,
    onConflict: "hold",
    rawHeaders: [],
    body: Buffer.from(key),
    // In any order: what a plan names is locked in one.
    endpointIds: organization.endpoints.map(({ id }) => id).toReversed(),
  });
}

function editEndpoint(
  store: Store,
  { id: organizationId }: Organization,
  disabledReason: EndpointEdit["disabledReason"],
): Promise<unknown> {
  const document: EndpointDocument = endpointDocument({ name: "own", url: "https://own.example.org" });
  const note = { action: "endpoint.put", resource: { kind: "endpoint", name: "own" } } as const;
  // One that is not there is made: only what is there can be deleted.
  const edit = (stored: unknown): EndpointEdit => ({
    document,
    disabledReason: stored === undefined ? null : disabledReason,
    note,
  });
  return store.resources.editEndpoint({ organizationId, name: "own", actor, edit });
}

test(
  "two gateways that do everything at once never wait for each other in a circle",
  { timeout: TIMEOUT_MS },
  async () => {
    const document = configurationDocument(organizationDocument({ endpoints }));
    const scenario = await Scenario.start(postgresHarness, document);
    const stores = [scenario.store, await openBeside(scenario)];
    const random = seededRandom(SEED);
    let turn = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const doing = stores.flatMap((store) =>
        Array.from({ length: WORK_AT_ONCE }, async () => {
          turn += 1;
          const [own, work] = [turn, random.pick(Object.values(works))];
          const organization = await store.findOrganization(scenario.organization.id);
          if (organization !== undefined) await work?.(store, organization, own);
        }),
      );
      await Promise.all(doing);
    }
    expect(await scenario.store.audit.verify(scenario.organization.id)).toMatchObject({ isIntact: true });
    await Promise.all(stores.map((store) => store.close()));
    // The database counts those, too, that the engine recovers from by trying again.
    const database = await connect(scenario.place);
    const { rows } = await database.query(
      "SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()",
    );
    expect(rows).toEqual([{ deadlocks: 0 }]);
  },
);
