import { describe, expect, test } from "vitest";
import type { EndpointDocument, SourceDocument } from "../../src/config/configuration.ts";
import type { EndpointEdit, SourceEdit } from "../../src/store/resources/resource-store.ts";
import {
  Scenario,
  START,
  codeOf,
  configurationDocument,
  endpointDocument,
  first,
  organizationDocument,
  sourceDocument,
} from "./scenario.ts";
import type { StoreHarness } from "./scenario.ts";

const actor = { kind: "api_key", name: "admin key", address: "192.0.2.7" } as const;
const DAY_MS = 24 * 3600 * 1000;

const lab = sourceDocument({ name: "lab", path: "/in/northside/lab" });
const archive = endpointDocument({ name: "archive", url: "https://archive.example.org" });

function sourceEdit(
  document: SourceDocument,
  disabledReason: SourceEdit["disabledReason"] = null,
): SourceEdit {
  const note = { action: "source.put", resource: { kind: "source", name: document.name } } as const;
  return { document, disabledReason, note };
}

function endpointEdit(
  document: EndpointDocument,
  disabledReason: EndpointEdit["disabledReason"] = null,
): EndpointEdit {
  const note = { action: "endpoint.put", resource: { kind: "endpoint", name: document.name } } as const;
  return { document, disabledReason, note };
}

/** Puts a source whatever there is, and gives the outcome. */
function putSource(
  scenario: Scenario,
  document: SourceDocument,
  disabledReason: SourceEdit["disabledReason"] = null,
): ReturnType<typeof scenario.store.resources.editSource> {
  const { id: organizationId } = scenario.organization;
  const edit = (): SourceEdit => sourceEdit(document, disabledReason);
  return scenario.store.resources.editSource({ organizationId, name: document.name, actor, edit });
}

function putEndpoint(
  scenario: Scenario,
  document: EndpointDocument,
  disabledReason: EndpointEdit["disabledReason"] = null,
): ReturnType<typeof scenario.store.resources.editEndpoint> {
  const { id: organizationId } = scenario.organization;
  const edit = (): EndpointEdit => endpointEdit(document, disabledReason);
  return scenario.store.resources.editEndpoint({ organizationId, name: document.name, actor, edit });
}

function callersWith(apiKey: string): SourceDocument["callers"] {
  return [{ name: "a", apiKey, secrets: [] }];
}

async function withSouthside(harness: StoreHarness): Promise<Scenario> {
  const sources = [sourceDocument({ path: "/in/southside/inbox" })];
  const south = organizationDocument({ name: "southside", sources });
  return Scenario.start(harness, configurationDocument(organizationDocument(), south));
}

export function resourcesSuite(harness: StoreHarness): void {
  describe("resources of the API", () => {
    test("are made in one transaction with the raised version and the audit entry", async () => {
      const scenario = await withSouthside(harness);
      const outcome = await putSource(scenario, lab);
      expect(outcome).toMatchObject({ outcome: "done", edited: { facts: { managedBy: "api", version: 1 } } });
      await scenario.reload();
      expect(scenario.organization.configVersion).toBe(2);
      expect(scenario.organization.sources.map(({ name }) => name)).toEqual(["inbox", "lab"]);
      const { organizations } = await scenario.store.loadConfiguration();
      expect(organizations.map(({ configVersion }) => configVersion)).toEqual([2, 1]);
      const entries = await scenario.store.audit.list(scenario.organization.id, {
        afterPosition: 1,
        limit: 9,
      });
      expect(entries).toMatchObject([
        { action: "source.put", actor, resource: { kind: "source", name: "lab" } },
      ]);
      expect(await scenario.store.audit.verify(scenario.organization.id)).toMatchObject({ isIntact: true });
    });

    test("tell when the newest event of each source came, which no duplicate is, also after a restart", async () => {
      const scenario = await withSouthside(harness);
      const { store, organization, source } = scenario;
      const known = scenario.event({ receivedAt: START + 5 });
      await Promise.all([
        store.accept(known),
        store.accept({ ...scenario.event(), receivedAt: START + 3 }),
        store.accept({ ...known, receivedAt: START + 9 }),
      ]);
      expect([...(await store.resources.lastEvents(organization.id))]).toEqual([[source.id, START + 5]]);
      await store.accept({ ...scenario.event(), receivedAt: START + 4 });
      await scenario.reopen();
      expect([...(await scenario.store.resources.lastEvents(organization.id))]).toEqual([
        [source.id, START + 5],
      ]);
      const south = first((await scenario.store.loadConfiguration()).organizations.slice(1));
      expect([...(await scenario.store.resources.lastEvents(south.id))]).toEqual([]);
    });

    test("are left alone by the configuration file, and keep what the file manages from being named by it", async () => {
      const scenario = await Scenario.start(harness);
      await putSource(scenario, lab);
      await putEndpoint(scenario, archive);
      expect(await scenario.apply(organizationDocument())).toEqual([]);
      expect(await scenario.apply(organizationDocument({ endpoints: [] }))).toEqual(["northside"]);
      const { sources, endpoints } = await scenario.store.resources.read(scenario.organization.id);
      expect(sources.map(({ name, isEnabled }) => [name, isEnabled])).toEqual([
        ["inbox", true],
        ["lab", true],
      ]);
      expect(endpoints.map(({ name, disabledReason }) => [name, disabledReason])).toEqual([
        ["ehr", "removed"],
        ["archive", undefined],
      ]);
    });

    test.each([
      ["a source's name", organizationDocument({ sources: [{ ...lab, path: "/elsewhere" }] })],
      ["an endpoint's name", organizationDocument({ endpoints: [archive] })],
      ["a source's path", organizationDocument({ sources: [sourceDocument({ path: lab.path })] })],
    ])("keep a file from being applied that has %s too, whole", async (_what, document) => {
      const scenario = await Scenario.start(harness);
      await putSource(scenario, lab);
      await putEndpoint(scenario, archive);
      const before = await scenario.store.loadConfiguration();
      const changed = { ...document, endpoints: [...document.endpoints, endpointDocument({ name: "more" })] };
      const applying = scenario.store.applyConfiguration(configurationDocument(changed));
      expect(await codeOf(applying)).toBe("configuration_conflict");
      expect(await scenario.store.loadConfiguration()).toEqual(before);
    });

    test("share a path with no other source, also of another organization, unless API keys tell them apart", async () => {
      const scenario = await withSouthside(harness);
      const path = "/in/southside/inbox";
      expect(await putSource(scenario, { ...lab, path })).toEqual({ outcome: "shared_path", field: "path" });
      const shared = { ...lab, path: "/shared", callers: callersWith("one") };
      expect(await putSource(scenario, shared)).toMatchObject({ outcome: "done" });
      const second = { ...shared, name: "second" };
      expect(await putSource(scenario, second)).toEqual({ outcome: "shared_path", field: "apiKey" });
      expect(await putSource(scenario, { ...second, callers: callersWith("two") })).toMatchObject({
        outcome: "done",
      });
    });

    test("are changed on what is stored, though many change one at once", async () => {
      const scenario = await Scenario.start(harness);
      await putSource(scenario, { ...lab, toleranceMs: 0 });
      const { resources } = scenario.store;
      const edits = Array.from({ length: 8 }, () =>
        resources.editSource({
          organizationId: scenario.organization.id,
          name: "lab",
          actor,
          edit: (stored) => sourceEdit({ ...lab, toleranceMs: (stored?.toleranceMs ?? 0) + 1 }),
        }),
      );
      await Promise.all(edits);
      const { sources } = await resources.read(scenario.organization.id);
      expect(sources.at(-1)).toMatchObject({ toleranceMs: 8, version: 9 });
    });

    test("change nothing where the edit throws, and throw what it throws", async () => {
      const scenario = await Scenario.start(harness);
      const before = await scenario.store.loadConfiguration();
      const { id: organizationId } = scenario.organization;
      const editing = scenario.store.resources.editSource({
        organizationId,
        name: "lab",
        actor,
        edit: () => {
          throw new RangeError("no");
        },
      });
      await expect(editing).rejects.toThrow(new RangeError("no"));
      expect(await scenario.store.loadConfiguration()).toEqual(before);
      expect(await scenario.store.audit.checkpoint(organizationId)).toMatchObject({ sequence: 1 });
    });

    test("are made once under one idempotency key, and the answer is kept with them", async () => {
      const scenario = await Scenario.start(harness);
      const { id: organizationId } = scenario.organization;
      const key = { organizationId, idempotencyKey: "once", request: "POST /sources" };
      const make = (): Promise<{ readonly outcome: string }> =>
        scenario.store.resources.editSource({
          organizationId,
          name: "lab",
          actor,
          edit: () => sourceEdit(lab),
          remember: { key, answer: ({ facts: { version } }) => ({ version }) },
        });
      const outcomes = await Promise.all([make(), make()]);
      expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["already_answered", "done"]);
      expect(await scenario.store.access.findAnswer(key)).toEqual({
        found: "same_request",
        answer: { version: 1 },
      });
    });

    test("keep their backlog while they are paused, and go on with it", async () => {
      const scenario = await Scenario.start(harness);
      await putEndpoint(scenario, archive);
      await scenario.reload();
      const endpoint = scenario.organization.endpoints[1];
      if (endpoint === undefined) throw new Error("the endpoint is missing");
      const [eventId] = await scenario.acceptMany(1, { endpointIds: [endpoint.id] });
      await putEndpoint(scenario, archive, "paused");
      await scenario.reload();
      expect((await scenario.store.dueEndpoints(START)).due).toEqual([]);
      const wanted = { endpointId: endpoint.id };
      expect((await scenario.claim(START, wanted)).claimed).toEqual([]);
      await putEndpoint(scenario, archive);
      await scenario.reload();
      expect((await scenario.claim(START, wanted)).claimed).toMatchObject([{ event: { eventId } }]);
    });

    test("accept nothing more that was planned before a change", async () => {
      const scenario = await Scenario.start(harness);
      await putSource(scenario, lab);
      expect(await scenario.store.accept(scenario.event())).toEqual({ outcome: "outdated" });
      expect((await scenario.claim(START)).outdatedOrganizations).toEqual([scenario.organization.id]);
    });
  });

  describe("deleting", () => {
    test("an endpoint cancels its open deliveries, and counts them", async () => {
      const scenario = await Scenario.start(harness);
      await putEndpoint(scenario, archive);
      await scenario.reload();
      const endpointId = scenario.organization.endpoints[1]?.id ?? 0;
      const both = { endpointIds: [scenario.endpoint.id, endpointId] };
      const ids = await scenario.acceptMany(4, both);
      const { claimed } = await scenario.claim(START, { endpointId, limit: 2 });
      await scenario.record(first(claimed));
      expect(await putEndpoint(scenario, archive, "deleted")).toMatchObject({ cancelledDeliveries: 3 });
      const states = await Promise.all(
        ids.map(async (id) => {
          const deliveries = await scenario.store.listDeliveries(scenario.organization.id, id);
          return deliveries.map(({ state }) => state);
        }),
      );
      expect(states.map(([, state]) => state).sort()).toEqual([
        "cancelled",
        "cancelled",
        "cancelled",
        "delivered",
      ]);
      expect(states.every(([state]) => state === "pending")).toBe(true);
      expect(await scenario.store.countDeliveries()).toMatchObject({
        pending: 4,
        in_flight: 0,
        cancelled: 3,
      });
      // What is under way still ends as an attempt, and changes nothing.
      const late = claimed[1];
      if (late === undefined) throw new Error("only one was claimed");
      expect(await scenario.record(late)).toEqual({ isFenced: true });
    });

    test("is finished at the next start where it was cut short", async () => {
      const scenario = await Scenario.start(harness);
      await putEndpoint(scenario, archive);
      await scenario.reload();
      const endpointIds = [scenario.organization.endpoints[1]?.id ?? 0];
      await putEndpoint(scenario, archive, "deleted");
      await scenario.reload();
      // An event that was planned before stands for the rest of a cancellation that a crash has cut short.
      const [eventId] = await scenario.acceptMany(1, { endpointIds });
      expect(await scenario.stateOf(eventId ?? "")).toBe("pending");
      await scenario.reopen();
      expect(await scenario.stateOf(eventId ?? "")).toBe("cancelled");
    });

    test("revokes the secrets, and gives the name to the next resource with its history", async () => {
      const scenario = await Scenario.start(harness);
      await putSource(scenario, lab);
      const made = await putSource(scenario, lab, "deleted");
      const { resources } = scenario.store;
      const { id: organizationId } = scenario.organization;
      expect((await resources.read(organizationId)).sources.map(({ name }) => name)).toEqual(["inbox"]);
      const again = await putSource(scenario, { ...lab, secrets: [{ name: "next", value: "next" }] });
      if (made.outcome !== "done" || again.outcome !== "done") throw new Error("an edit was refused");
      const { id } = made.edited.facts;
      expect(again.edited.facts).toMatchObject({ id, version: 3 });
      expect(again.edited.facts.disabledReason).toBeUndefined();
      const secrets = (await resources.listSecrets(organizationId)).filter(({ ownerId }) => ownerId === id);
      expect(secrets.map(({ name, state }) => [name, state])).toEqual([
        ["next", "active"],
        ["current", "revoked"],
      ]);
    });

    test("is what a pruning file does with what has left it, and with nothing of the API", async () => {
      const scenario = await Scenario.start(harness);
      await putSource(scenario, lab);
      await scenario.reload();
      const [eventId] = await scenario.acceptMany(1);
      const nothing = configurationDocument(organizationDocument({ sources: [], endpoints: [] }));
      await scenario.store.applyConfiguration(nothing, { prunes: true });
      const { sources, endpoints } = await scenario.store.resources.read(scenario.organization.id);
      expect([...sources, ...endpoints].map(({ name }) => name)).toEqual(["lab"]);
      expect(await scenario.stateOf(eventId ?? "")).toBe("cancelled");
    });
  });

  describe("secrets", () => {
    test("know when they last matched and how often, also by duplicates and over a restart", async () => {
      const scenario = await Scenario.start(harness);
      const secretId = first(scenario.source.secrets).id;
      await scenario.acceptMany(2, { secretId });
      await scenario.store.accept(
        scenario.event({
          secretId,
          receivedAt: START + 5,
          dedupe: { kind: "event_id", key: `many-${START}-0` },
        }),
      );
      const useOf = async (): Promise<object | undefined> => {
        const secrets = await scenario.store.resources.listSecrets(scenario.organization.id);
        return secrets.find(({ id }) => id === secretId);
      };
      expect(await useOf()).toMatchObject({ matches: 3, lastMatchedAt: START + 5 });
      await scenario.acceptMany(1, { secretId, receivedAt: START - 9 });
      await scenario.reopen();
      expect(await useOf()).toMatchObject({ matches: 4, lastMatchedAt: START + 5 });
    });

    test("of endpoints match when a delivery that they signed is taken, not when it is refused", async () => {
      const scenario = await Scenario.start(harness);
      const secretId = first(scenario.endpoint.secrets).id;
      await scenario.acceptMany(2);
      const { claimed } = await scenario.claim(START);
      await scenario.record(first(claimed), { secretId, startedAt: START + 1 });
      const refused = claimed[1];
      if (refused === undefined) throw new Error("only one was claimed");
      await scenario.record(refused, { secretId, status: 401, result: "refused", next: { state: "failed" } });
      const secrets = await scenario.store.resources.listSecrets(scenario.organization.id);
      expect(secrets.find(({ id }) => id === secretId)).toMatchObject({
        matches: 1,
        lastMatchedAt: START + 1,
      });
    });

    test("are told before they expire, and when they are a year old", async () => {
      const scenario = await Scenario.start(harness, configurationDocument(), { now: () => START });
      const ending = { name: "only", value: "v", notAfter: START + 8 * DAY_MS };
      await putSource(scenario, { ...lab, secrets: [ending] });
      await putEndpoint(scenario, { ...archive, secrets: [{ name: "next", value: "n" }, ending] });
      const told = async (now: number): Promise<readonly string[]> => {
        const expiring = await scenario.store.resources.expiringSecrets(now);
        return expiring.map(({ owner, secret, reason }) => `${owner.kind} ${owner.name} ${secret} ${reason}`);
      };
      expect(await told(START)).toEqual([]);
      expect(await told(START + DAY_MS)).toEqual(["source lab only ending"]);
      expect(await told(START + 365 * DAY_MS - 1)).toEqual([]);
      expect(await told(START + 365 * DAY_MS)).toEqual([
        "source inbox current old",
        "endpoint ehr current old",
        "endpoint archive next old",
      ]);
    });
  });

  describe("another organization", () => {
    test("sees nothing of the first one's resources and secrets", async () => {
      const scenario = await withSouthside(harness);
      await putSource(scenario, lab);
      const { organizations } = await scenario.store.loadConfiguration();
      const other = organizations.find(({ name }) => name === "southside");
      if (other === undefined) throw new Error("southside is missing");
      const { resources } = scenario.store;
      expect((await resources.read(other.id)).sources.map(({ name }) => name)).toEqual(["inbox"]);
      const ids = (await resources.listSecrets(scenario.organization.id)).map(({ id }) => id);
      expect((await resources.listSecrets(other.id)).filter(({ id }) => ids.includes(id))).toEqual([]);
      const seen: unknown[] = [];
      await resources.editSource({
        organizationId: other.id,
        name: "lab",
        actor,
        edit: (stored) => {
          seen.push(stored);
          return sourceEdit({ ...lab, path: "/in/southside/lab" });
        },
      });
      expect(seen).toEqual([undefined]);
      expect(await resources.read(4711)).toEqual({ schemes: [], sources: [], endpoints: [] });
    });
  });
}
