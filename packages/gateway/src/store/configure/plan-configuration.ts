import type {
  Configuration,
  ConfigurationDocument,
  Organization,
  OrganizationDocument,
} from "../../config/configuration.ts";
import type { ConfigurationChange, NewOrganization, SealedConfiguration } from "../engine.ts";
import { ChangeDraft } from "./change-draft.ts";
import type { PlanParts } from "./change-draft.ts";
import { planEndpoint } from "./plan-endpoint.ts";
import { planSource } from "./plan-source.ts";

/** The configuration as a plan finds it: the same rows opened and sealed. */
export interface StoredConfiguration {
  readonly opened: Configuration;
  readonly sealed: SealedConfiguration;
}

export interface PlannedChange {
  readonly change: ConfigurationChange;
  /** Names of the organizations that are new or whose version the change raises. */
  readonly changedOrganizations: readonly string[];
  /** Their ids, in the same order. */
  readonly changedIds: readonly number[];
}

/** Works out which rows to write so that what is stored becomes what the document says, and whose version that raises. */
export async function planConfiguration(
  parts: PlanParts,
  stored: StoredConfiguration,
  document: ConfigurationDocument,
): Promise<PlannedChange> {
  const draft = new ChangeDraft(parts, stored.sealed);
  const added: NewOrganization[] = [];
  const raised: Organization[] = [];
  const left = new Map(stored.opened.organizations.map((organization) => [organization.name, organization]));
  for (const wanted of document.organizations) {
    const found = left.get(wanted.name);
    left.delete(wanted.name);
    const isChanged = await planOrganization(
      draft,
      found ?? (await newOrganization(parts, wanted.name, added)),
      wanted,
    );
    if (isChanged && found !== undefined) raised.push(found);
  }
  for (const organization of left.values()) {
    const nothing = { name: organization.name, sources: [], endpoints: [] };
    if (await planOrganization(draft, organization, nothing)) raised.push(organization);
  }
  const change: ConfigurationChange = {
    expected: stored.sealed.organizations,
    addedOrganizations: added,
    raisedOrganizations: raised.map((organization) => organization.id),
    sources: draft.sources,
    callers: draft.callers,
    endpoints: draft.endpoints,
    secrets: draft.secrets,
    revokedSecrets: draft.revokedSecrets,
  };
  const changed = [...added, ...raised];
  return {
    change,
    changedOrganizations: changed.map(({ name }) => name),
    changedIds: changed.map(({ id }) => id),
  };
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

/** Adds what has to be written for one organization. True when that is anything. */
async function planOrganization(
  draft: ChangeDraft,
  stored: Organization,
  wanted: OrganizationDocument,
): Promise<boolean> {
  const before = draft.size;
  const sources = new Map(stored.sources.map((source) => [source.name, source]));
  for (const source of wanted.sources) {
    await planSource(draft, stored.id, { stored: sources.get(source.name), wanted: source });
    sources.delete(source.name);
  }
  for (const left of sources.values()) if (left.isEnabled) draft.removeSource(left.id);

  const endpoints = new Map(stored.endpoints.map((endpoint) => [endpoint.name, endpoint]));
  for (const endpoint of wanted.endpoints) {
    await planEndpoint(draft, stored.id, { stored: endpoints.get(endpoint.name), wanted: endpoint });
    endpoints.delete(endpoint.name);
  }
  for (const left of endpoints.values()) {
    if (left.disabledReason !== "removed") draft.removeEndpoint(left.id);
  }
  return draft.size > before;
}
