import type { ConfigurationDocument, OrganizationDocument } from "../../config/configuration.ts";
import type { ConfigurationChange, NewOrganization, SealedConfiguration } from "../configuration-rows.ts";
import { ChangeDraft } from "./change-draft.ts";
import type { PlanParts } from "./change-draft.ts";
import { checkClashes } from "./check-clashes.ts";
import { checkNamedScheme } from "./check-named-scheme.ts";
import { deletionOfEndpoint, deletionOfSource } from "./deletion.ts";
import type { OpenedConfiguration } from "./open-configuration.ts";
import { planEndpoint } from "./plan-endpoint.ts";
import { planFileSchemes } from "./plan-file-schemes.ts";
import { planSource } from "./plan-source.ts";
import type { StoredOrganization } from "./stored-resource.ts";

/** The configuration as a plan finds it: the same rows opened and sealed. */
export interface StoredConfiguration {
  readonly opened: OpenedConfiguration;
  readonly sealed: SealedConfiguration;
}

export interface PlannedChange {
  readonly change: ConfigurationChange;
  /** Names of the organizations that are new or whose version the change raises. */
  readonly changedOrganizations: readonly string[];
  /** Their ids, in the same order. */
  readonly changedIds: readonly number[];
}

export interface FileToPlan {
  readonly document: ConfigurationDocument;
  /** Deletes what has left the file instead of disabling it. */
  readonly prunes: boolean;
  /** Leaves organizations that the document does not name as they are. Default false: they have left the file. */
  readonly leavesOthers?: true;
}

/**
 * Works out which rows to write so that what is stored becomes what the document says, and whose version that raises.
 * What the API manages stays as it is.
 *
 * @throws GatewayError `configuration_conflict` where the document names what the API manages, or takes from it a scheme that
 * it needs.
 */
export async function planConfiguration(
  parts: PlanParts,
  stored: StoredConfiguration,
  file: FileToPlan,
): Promise<PlannedChange> {
  const { document, prunes, leavesOthers } = file;
  checkClashes(stored.opened, file);
  const draft = new ChangeDraft(parts, stored.sealed);
  const added: NewOrganization[] = [];
  const raised: StoredOrganization[] = [];
  const left = new Map(stored.opened.organizations.map((organization) => [organization.name, organization]));
  for (const wanted of document.organizations) {
    const found = left.get(wanted.name);
    left.delete(wanted.name);
    const isChanged = await planOrganization(
      draft,
      found ?? (await newOrganization(parts, wanted.name, added)),
      { wanted, prunes },
    );
    if (isChanged && found !== undefined) raised.push(found);
  }
  for (const organization of leavesOthers === true ? [] : left.values()) {
    const nothing = { name: organization.name, sources: [], endpoints: [] };
    if (await planOrganization(draft, organization, { wanted: nothing, prunes })) raised.push(organization);
  }
  const change = draft.changeOf({
    expected: stored.sealed.organizations,
    added,
    raised: raised.map(({ id }) => id),
  });
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
): Promise<StoredOrganization> {
  const id = await parts.ids.take();
  const hashKey = await parts.organizationKeys.createWrapped(id);
  added.push({ id, name, managedBy: "file", hashKey });
  return { id, name, configVersion: 1, schemes: [], sources: [], endpoints: [] };
}

/** Adds what has to be written for one organization. True when that is anything. */
async function planOrganization(
  draft: ChangeDraft,
  stored: StoredOrganization,
  file: { readonly wanted: OrganizationDocument; readonly prunes: boolean },
): Promise<boolean> {
  const { wanted, prunes } = file;
  const before = draft.size;
  const managedBy = "file";
  const schemeIds = (wanted.schemes ?? []).map(({ id }) => id);
  for (const document of [...wanted.sources, ...wanted.endpoints]) checkNamedScheme(document, schemeIds);
  await planFileSchemes(draft, stored, file);
  const sources = new Map(stored.sources.map((source) => [source.name, source]));
  for (const document of wanted.sources) {
    const source = sources.get(document.name);
    await planSource(draft, stored.id, { stored: source, wanted: { document, managedBy } });
    sources.delete(document.name);
  }
  for (const left of sources.values()) {
    if (left.managedBy === "api" || left.disabledReason === "deleted") continue;
    if (prunes) await planSource(draft, stored.id, deletionOfSource(left));
    else if (left.disabledReason !== "removed") draft.disableSource(left.id);
  }

  const endpoints = new Map(stored.endpoints.map((endpoint) => [endpoint.name, endpoint]));
  for (const document of wanted.endpoints) {
    const endpoint = endpoints.get(document.name);
    await planEndpoint(draft, stored.id, { stored: endpoint, wanted: { document, managedBy } });
    endpoints.delete(document.name);
  }
  for (const left of endpoints.values()) {
    if (left.managedBy === "api" || left.disabledReason === "deleted") continue;
    if (prunes) await planEndpoint(draft, stored.id, deletionOfEndpoint(left));
    else if (left.disabledReason !== "removed") draft.disableEndpoint(left.id);
  }
  return draft.size > before;
}
