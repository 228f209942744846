import type {
  Configuration,
  ConfigurationDocument,
  Endpoint,
  EndpointDocument,
  Organization,
  OrganizationDocument,
  Source,
  SourceDocument,
} from "../config/configuration.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { ConfigurationVault } from "./configuration-vault.ts";
import type {
  CallerRow,
  ConfigurationChange,
  EndpointRow,
  NewOrganization,
  SealedConfiguration,
  SecretRow,
  SourceRow,
} from "./engine.ts";
import type { OrganizationKeys } from "./organization-keys.ts";
import { planSecrets } from "./plan-secrets.ts";
import type { ReservedIds } from "./reserved-ids.ts";

export interface PlanParts {
  readonly vault: ConfigurationVault;
  readonly ids: ReservedIds;
  readonly organizationKeys: OrganizationKeys;
}

/** The configuration as a plan finds it: the same rows opened and sealed. */
export interface PresentConfiguration {
  readonly opened: Configuration;
  readonly sealed: SealedConfiguration;
}

/** Rows to write, as they come up. */
export interface ChangeDraft {
  readonly sources: SourceRow[];
  readonly callers: CallerRow[];
  readonly endpoints: EndpointRow[];
  readonly secrets: SecretRow[];
  readonly revokedSecrets: number[];
}

export interface PlannedChange {
  readonly change: ConfigurationChange;
  readonly changedOrganizations: readonly string[];
}

/** Works out which rows to write so that what is there becomes what the document says, and whose version that raises. */
export async function planConfiguration(
  parts: PlanParts,
  present: PresentConfiguration,
  document: ConfigurationDocument,
): Promise<PlannedChange> {
  const draft: ChangeDraft = {
    sources: [],
    callers: [],
    endpoints: [],
    secrets: [],
    revokedSecrets: [],
  };
  const planner = new OrganizationPlanner(parts, present.sealed, draft);
  const addedOrganizations: NewOrganization[] = [];
  const raised: Organization[] = [];
  const known = new Map(
    present.opened.organizations.map((organization) => [organization.name, organization]),
  );
  for (const wanted of document.organizations) {
    const found = known.get(wanted.name);
    const organization = found ?? (await newOrganization(parts, wanted.name, addedOrganizations));
    known.delete(wanted.name);
    const isChanged = await planner.plan(organization, wanted);
    if (isChanged && found !== undefined) raised.push(found);
  }
  for (const left of known.values()) {
    const nothing = { name: left.name, sources: [], endpoints: [] };
    if (await planner.plan(left, nothing)) raised.push(left);
  }
  const change: ConfigurationChange = {
    ...draft,
    expected: present.sealed.organizations,
    addedOrganizations,
    raisedOrganizations: raised.map((organization) => organization.id),
  };
  const changedOrganizations = [...addedOrganizations, ...raised].map((organization) => organization.name);
  return { change, changedOrganizations };
}

async function newOrganization(
  parts: PlanParts,
  name: string,
  added: NewOrganization[],
): Promise<Organization> {
  const id = await parts.ids.take();
  added.push({ id, name, wrappedHashKey: parts.organizationKeys.createWrapped(id) });
  return { id, name, configVersion: 1, sources: [], endpoints: [] };
}

class OrganizationPlanner {
  readonly #parts: PlanParts & { readonly secretRows: ReadonlyMap<number, SecretRow> };
  readonly #sources: ReadonlyMap<number, SourceRow>;
  readonly #callers: ReadonlyMap<number, CallerRow>;
  readonly #callerIds: ReadonlyMap<string, number>;
  readonly #endpoints: ReadonlyMap<number, EndpointRow>;
  readonly #draft: ChangeDraft;

  constructor(parts: PlanParts, sealed: SealedConfiguration, draft: ChangeDraft) {
    this.#parts = { ...parts, secretRows: byId(sealed.secrets) };
    this.#sources = byId(sealed.sources);
    this.#callers = byId(sealed.callers);
    this.#callerIds = new Map(sealed.callers.map(({ id, sourceId, name }) => [`${sourceId}/${name}`, id]));
    this.#endpoints = byId(sealed.endpoints);
    this.#draft = draft;
  }

  /** Adds what has to be written for one organization. True when that is anything. */
  async plan(present: Organization, wanted: OrganizationDocument): Promise<boolean> {
    const before = this.#size();
    const sources = new Map(present.sources.map((source) => [source.name, source]));
    for (const source of wanted.sources) {
      await this.#planSource(present.id, sources.get(source.name), source);
      sources.delete(source.name);
    }
    for (const left of sources.values()) if (left.isEnabled) this.#removeSource(left.id);

    const endpoints = new Map(present.endpoints.map((endpoint) => [endpoint.name, endpoint]));
    for (const endpoint of wanted.endpoints) {
      await this.#planEndpoint(present.id, endpoints.get(endpoint.name), endpoint);
      endpoints.delete(endpoint.name);
    }
    for (const left of endpoints.values()) {
      if (left.disabledReason !== "removed") this.#removeEndpoint(left.id);
    }
    return this.#size() > before;
  }

  async #planSource(
    organizationId: number,
    present: Source | undefined,
    wanted: SourceDocument,
  ): Promise<void> {
    const id = present?.id ?? (await this.#parts.ids.take());
    const definition = definitionOfSource(wanted);
    const isSame =
      present?.isEnabled === true && canonicalJson(definitionOfSource(present)) === canonicalJson(definition);
    if (!isSame) {
      const cell = await this.#parts.vault.seal(
        { table: "sources", column: "definition" },
        { id, organizationId },
        definition,
      );
      this.#draft.sources.push({
        id,
        organizationId,
        name: wanted.name,
        scheme: wanted.scheme.id,
        definition: cell.sealed,
        dataKeyId: cell.dataKeyId,
        disabledReason: null,
      });
    }
    await planSecrets(this.#parts, this.#draft, {
      owner: { kind: "source", id, organizationId },
      present: present?.secrets ?? [],
      wanted: wanted.secrets,
    });
    await this.#planCallers({ id, organizationId }, present?.callers ?? [], wanted.callers);
  }

  async #planCallers(
    source: { readonly id: number; readonly organizationId: number },
    present: Source["callers"],
    wanted: SourceDocument["callers"],
  ): Promise<void> {
    const { organizationId } = source;
    const left = new Map(present.map((caller) => [caller.name, caller]));
    for (const caller of wanted) {
      const found = left.get(caller.name);
      left.delete(caller.name);
      // One that comes back under its name is the same caller, so that its duplicates are still known.
      const id =
        found?.id ?? this.#callerIds.get(`${source.id}/${caller.name}`) ?? (await this.#parts.ids.take());
      if (found?.apiKey !== caller.apiKey) {
        const cell = await this.#parts.vault.seal(
          { table: "callers", column: "definition" },
          { id, organizationId },
          { apiKey: caller.apiKey },
        );
        this.#draft.callers.push({
          id,
          organizationId,
          sourceId: source.id,
          name: caller.name,
          definition: cell.sealed,
          dataKeyId: cell.dataKeyId,
          disabledReason: null,
        });
      }
      await planSecrets(this.#parts, this.#draft, {
        owner: { kind: "caller", id, organizationId },
        present: found?.secrets ?? [],
        wanted: caller.secrets,
      });
    }
    for (const caller of left.values()) {
      this.#removeCaller(caller.id);
      this.#draft.revokedSecrets.push(...caller.secrets.map((secret) => secret.id));
    }
  }

  async #planEndpoint(
    organizationId: number,
    present: Endpoint | undefined,
    wanted: EndpointDocument,
  ): Promise<void> {
    const id = present?.id ?? (await this.#parts.ids.take());
    const definition = definitionOfEndpoint(wanted);
    const haveSecretsChanged = await planSecrets(this.#parts, this.#draft, {
      owner: { kind: "endpoint", id, organizationId },
      present: present?.secrets ?? [],
      wanted: wanted.secrets,
    });
    const isSame =
      present !== undefined &&
      present.disabledReason !== "removed" &&
      !haveSecretsChanged &&
      canonicalJson(definitionOfEndpoint(present)) === canonicalJson(definition);
    if (isSame) return;
    const cell = await this.#parts.vault.seal(
      { table: "endpoints", column: "definition" },
      { id, organizationId },
      definition,
    );
    this.#draft.endpoints.push({
      id,
      organizationId,
      name: wanted.name,
      scheme: wanted.scheme.id,
      concurrency: wanted.concurrency,
      definition: cell.sealed,
      dataKeyId: cell.dataKeyId,
      disabledReason: null,
    });
  }

  #removeSource(id: number): void {
    const row = this.#sources.get(id);
    if (row !== undefined) this.#draft.sources.push({ ...row, disabledReason: "removed" });
  }

  #removeCaller(id: number): void {
    const row = this.#callers.get(id);
    if (row !== undefined) this.#draft.callers.push({ ...row, disabledReason: "removed" });
  }

  #removeEndpoint(id: number): void {
    const row = this.#endpoints.get(id);
    if (row !== undefined) this.#draft.endpoints.push({ ...row, disabledReason: "removed" });
  }

  #size(): number {
    return Object.values(this.#draft).reduce((sum, rows) => sum + rows.length, 0);
  }
}

function definitionOfSource(source: SourceDocument | Source): object {
  const { name: _name, secrets: _secrets, callers: _callers, ...rest } = source;
  return withoutRowFacts(rest);
}

function definitionOfEndpoint(endpoint: EndpointDocument): object {
  const { name: _name, secrets: _secrets, ...rest } = endpoint;
  return withoutRowFacts(rest);
}

/** Leaves out what only the stored form has, so that stored and wanted definitions compare. */
function withoutRowFacts(rest: object): object {
  const {
    id: _id,
    isEnabled: _isEnabled,
    disabledReason: _reason,
    ...definition
  } = rest as Record<string, unknown>;
  return definition;
}

function byId<Row extends { readonly id: number }>(rows: readonly Row[]): ReadonlyMap<number, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}
