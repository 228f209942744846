import type { Scheme } from "countersign";
import { insightHealth, nabla, suki } from "countersign/schemes";
import { describe, expect, test } from "vitest";
import type { EndpointDocument, SourceDocument } from "../../src/config/configuration.ts";
import type { StoredScheme } from "../../src/store/configure/stored-resource.ts";
import type {
  EndpointEdit,
  OrganizationResources,
  SchemeEdit,
  SourceEdit,
} from "../../src/store/resources/resource-store.ts";
import {
  Scenario,
  codeOf,
  configurationDocument,
  endpointDocument,
  organizationDocument,
  sourceDocument,
} from "./scenario.ts";
import type { StoreHarness } from "./scenario.ts";

const actor = { kind: "api_key", name: "admin key" } as const;

const own: Scheme = { ...nabla, id: "own", name: "Our own" };
const changed: Scheme = { ...suki, id: "own", name: "Our own, changed" };
/** Names callers, so that a source with secrets cannot be used with it. */
const withCallers: Scheme = { ...insightHealth, id: "own" };

const lab = sourceDocument({
  name: "lab",
  path: "/in/northside/lab",
  scheme: own,
  hasStoredScheme: true,
  secrets: [{ name: "current", value: "whsec_x" }],
});
const archive = endpointDocument({ name: "archive", scheme: own, hasStoredScheme: true });

type Outcome = ReturnType<Scenario["store"]["resources"]["editScheme"]>;

function noteOf(action: `scheme.${string}`): SchemeEdit["note"] {
  return { action, resource: { kind: "scheme", name: own.id } };
}

function putScheme(scenario: Scenario, document: Scheme): Outcome {
  const edit = (): SchemeEdit => ({ document, note: noteOf("scheme.put") });
  const { id: organizationId } = scenario.organization;
  return scenario.store.resources.editScheme({ organizationId, name: document.id, actor, edit });
}

function deleteScheme(scenario: Scenario): Outcome {
  const edit = (): SchemeEdit => ({ document: own, isDeleted: true, note: noteOf("scheme.delete") });
  const { id: organizationId } = scenario.organization;
  return scenario.store.resources.editScheme({ organizationId, name: own.id, actor, edit });
}

async function putSource(
  scenario: Scenario,
  document: SourceDocument,
  disabledReason: SourceEdit["disabledReason"] = null,
): Promise<void> {
  const note = { action: "source.put", resource: { kind: "source", name: document.name } } as const;
  const edit = (): SourceEdit => ({ document, disabledReason, note });
  const { id: organizationId } = scenario.organization;
  await scenario.store.resources.editSource({ organizationId, name: document.name, actor, edit });
}

async function putEndpoint(
  scenario: Scenario,
  document: EndpointDocument,
  disabledReason: EndpointEdit["disabledReason"] = null,
): Promise<void> {
  const note = { action: "endpoint.put", resource: { kind: "endpoint", name: document.name } } as const;
  const edit = (): EndpointEdit => ({ document, disabledReason, note });
  const { id: organizationId } = scenario.organization;
  await scenario.store.resources.editEndpoint({ organizationId, name: document.name, actor, edit });
}

function read(scenario: Scenario): Promise<OrganizationResources> {
  return scenario.store.resources.read(scenario.organization.id);
}

async function factsOf(scenario: Scenario): Promise<readonly Partial<StoredScheme>[]> {
  const { schemes } = await read(scenario);
  return schemes.map(({ name, managedBy, version, disabledReason }) => ({
    name,
    managedBy,
    version,
    ...(disabledReason !== undefined && { disabledReason }),
  }));
}

export function schemesSuite(harness: StoreHarness): void {
  describe("schemes of an organization's own", () => {
    test("are made, changed and deleted, each with the raised version and its audit entry", async () => {
      const scenario = await Scenario.start(harness);
      const made = await putScheme(scenario, own);
      expect(made).toMatchObject({ outcome: "done", edited: { facts: { managedBy: "api", version: 1 } } });
      expect((await read(scenario)).schemes).toMatchObject([{ name: "own", scheme: own, version: 1 }]);
      await putScheme(scenario, changed);
      expect((await read(scenario)).schemes).toMatchObject([{ name: "own", scheme: changed, version: 2 }]);
      expect(await deleteScheme(scenario)).toMatchObject({ outcome: "done" });
      expect((await read(scenario)).schemes).toEqual([]);
      await scenario.reload();
      expect(scenario.organization.configVersion).toBe(4);
      const entries = await scenario.store.audit.list(scenario.organization.id, {
        afterPosition: 1,
        limit: 9,
      });
      expect(entries.map(({ action }) => action)).toEqual(["scheme.put", "scheme.put", "scheme.delete"]);
    });

    test("are what sources and endpoints that name them go by, also after a change and a restart", async () => {
      const scenario = await Scenario.start(harness);
      await putScheme(scenario, own);
      await putSource(scenario, lab);
      await putEndpoint(scenario, archive);
      await scenario.reload();
      expect(scenario.organization.sources.at(-1)).toMatchObject(lab);
      expect(scenario.organization.endpoints.at(-1)).toMatchObject(archive);
      await putScheme(scenario, changed);
      await scenario.reopen();
      expect(scenario.organization.sources.at(-1)).toMatchObject({ ...lab, scheme: changed });
      expect(scenario.organization.endpoints.at(-1)).toMatchObject({ ...archive, scheme: changed });
      expect(scenario.organization.sources[0]?.scheme.id).toBe("test-scheme");
    });

    test("are not deleted while something names them, and are once it is deleted", async () => {
      const scenario = await Scenario.start(harness);
      await putScheme(scenario, own);
      await putSource(scenario, lab, "paused");
      await putEndpoint(scenario, archive);
      expect(await deleteScheme(scenario)).toEqual({
        outcome: "in_use",
        users: [
          { kind: "source", name: "lab" },
          { kind: "endpoint", name: "archive" },
        ],
      });
      await putSource(scenario, lab, "deleted");
      await putEndpoint(scenario, archive, "deleted");
      expect(await deleteScheme(scenario)).toMatchObject({ outcome: "done" });
      await scenario.reopen();
      expect((await read(scenario)).schemes).toEqual([]);
    });

    test("are not changed so that a source or an endpoint could no longer be used", async () => {
      const scenario = await Scenario.start(harness);
      await putScheme(scenario, own);
      await putSource(scenario, lab);
      await putEndpoint(scenario, { ...archive, headers: { "Generated-At": "mine" } });
      expect(await putScheme(scenario, withCallers)).toEqual({
        outcome: "unfit",
        users: [
          { kind: "source", name: "lab" },
          { kind: "endpoint", name: "archive" },
        ],
      });
      // The endpoint sets a header that the signature of this one needs.
      expect(await putScheme(scenario, changed)).toEqual({
        outcome: "unfit",
        users: [{ kind: "endpoint", name: "archive" }],
      });
      expect((await read(scenario)).schemes).toMatchObject([{ scheme: own, version: 1 }]);
    });

    test("are changed though a source that names them cannot be used as it is", async () => {
      const scenario = await Scenario.start(harness);
      await putScheme(scenario, withCallers);
      await putSource(scenario, { ...lab, scheme: withCallers });
      expect(await putScheme(scenario, { ...withCallers, name: "Another" })).toMatchObject({
        outcome: "done",
      });
    });

    test("are named by nothing where they are not there", async () => {
      const scenario = await Scenario.start(harness);
      await expect(putSource(scenario, lab)).rejects.toThrow("names no scheme but those of its organization");
      await expect(scenario.apply(organizationDocument({ sources: [lab] }))).rejects.toThrow(
        "names no scheme but those of its organization",
      );
    });

    test("have ids of their own within one organization, and are none of another's", async () => {
      const south = organizationDocument({
        name: "southside",
        schemes: [changed],
        sources: [],
        endpoints: [],
      });
      const scenario = await Scenario.start(harness, configurationDocument(organizationDocument(), south));
      expect((await read(scenario)).schemes).toEqual([]);
      await putScheme(scenario, own);
      const { organizations } = await scenario.store.loadConfiguration();
      const southside = await scenario.store.resources.read(organizations[1]?.id ?? 0);
      expect(southside.schemes).toMatchObject([{ name: "own", managedBy: "file", scheme: changed }]);
      expect((await read(scenario)).schemes).toMatchObject([{ name: "own", managedBy: "api", scheme: own }]);
    });

    test("are changed and disabled with the configuration file, and deleted where it prunes", async () => {
      const sources = [lab];
      const endpoints = [archive];
      const scenario = await Scenario.start(
        harness,
        configurationDocument(organizationDocument({ schemes: [own], sources, endpoints })),
      );
      expect(await scenario.apply(organizationDocument({ schemes: [own], sources, endpoints }))).toEqual([]);
      await scenario.apply(organizationDocument({ schemes: [changed], sources, endpoints }));
      expect(await factsOf(scenario)).toEqual([{ name: "own", managedBy: "file", version: 2 }]);
      expect(scenario.organization.sources[0]?.scheme).toEqual(changed);
      const nothing = organizationDocument({ sources: [], endpoints: [] });
      await scenario.apply(nothing);
      const removed = { name: "own", managedBy: "file", version: 3, disabledReason: "removed" };
      expect(await factsOf(scenario)).toEqual([removed]);
      expect(await deleteScheme(scenario)).toMatchObject({ outcome: "in_use" });
      expect(await scenario.apply(nothing)).toEqual([]);
      await scenario.store.applyConfiguration(configurationDocument(nothing), { prunes: true });
      expect(await factsOf(scenario)).toEqual([]);
      expect((await read(scenario)).sources).toEqual([]);
    });

    test("keep a file from being applied that claims one of the API's, or takes away what the API's resources name", async () => {
      const file = organizationDocument({ schemes: [own], sources: [], endpoints: [] });
      const scenario = await Scenario.start(harness, configurationDocument(file));
      await putSource(scenario, lab);
      await putScheme(scenario, { ...own, id: "other" });
      const applying = (schemes: readonly Scheme[], prunes = false): Promise<unknown> =>
        scenario.store.applyConfiguration(configurationDocument({ ...file, schemes }), { prunes });
      expect(await codeOf(applying([own, { ...own, id: "other" }]))).toBe("configuration_conflict");
      expect(await codeOf(applying([withCallers]))).toBe("configuration_conflict");
      expect(await codeOf(applying([], true))).toBe("configuration_conflict");
      await applying([changed]);
      await scenario.reload();
      expect(scenario.organization.sources.at(-1)).toMatchObject({ name: "lab", scheme: changed });
    });

    test("are told of a file that is sent, with which of their fields differ", async () => {
      const scenario = await Scenario.start(harness);
      const { id: organizationId } = scenario.organization;
      const send = (schemes: readonly Scheme[], prunes = false): Promise<readonly object[]> => {
        const document = organizationDocument({ schemes });
        const request = { organizationId, actor, document, prunes, isDryRun: false };
        return scenario.store.resources.applyFile(request);
      };
      const told = { kind: "scheme", name: "own" };
      expect(await send([own])).toEqual([{ ...told, change: "create", fields: [] }]);
      expect(await send([{ ...own, name: "Another" }])).toEqual([
        { ...told, change: "update", fields: ["name"] },
      ]);
      expect(await send([])).toEqual([{ ...told, change: "disable", fields: [] }]);
      expect(await send([own])).toEqual([{ ...told, change: "enable", fields: ["name"] }]);
      expect(await send([], true)).toEqual([{ ...told, change: "delete", fields: [] }]);
    });
  });
}
