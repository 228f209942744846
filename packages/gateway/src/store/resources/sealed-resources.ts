import type { EndpointDocument, SourceDocument } from "../../config/configuration.ts";
import { checkNamedScheme } from "../configure/check-named-scheme.ts";
import type { ChangedResource } from "../configure/changed-resources.ts";
import { deletionOfEndpoint, deletionOfSource } from "../configure/deletion.ts";
import { openConfiguration } from "../configure/open-configuration.ts";
import { planEndpoint } from "../configure/plan-endpoint.ts";
import { planSource } from "../configure/plan-source.ts";
import { sharedPathFault } from "../configure/shared-path-fault.ts";
import type {
  StoredEndpoint,
  StoredOrganization,
  StoredScheme,
  StoredSource,
} from "../configure/stored-resource.ts";
import { applyFile } from "./apply-file.ts";
import { cancelRemoved } from "./cancel-removed.ts";
import { editConfiguration } from "./edit-configuration.ts";
import type { EditParts, EditTry, PlannedEdit } from "./edit-configuration.ts";
import { editScheme } from "./edit-scheme.ts";
import { expiringSecretsOf } from "./expiring-secrets.ts";
import { factsOf } from "./facts-of.ts";
import { presentResources } from "./present-resources.ts";
import type {
  ApplyFileRequest,
  EditOutcome,
  EditRequest,
  EndpointEdit,
  ExpiringSecret,
  OrganizationResources,
  ResourceStore,
  SchemeEdit,
  SchemeEditOutcome,
  SharedPath,
  SourceEdit,
} from "./resource-store.ts";
import type { SecretFactsRow } from "./secret-rows.ts";
import type { LastEvents } from "./last-events.ts";
import type { SecretUses } from "./secret-uses.ts";

const NOTHING: OrganizationResources = { schemes: [], sources: [], endpoints: [] };

export interface SealedResourcesOptions extends EditParts {
  readonly uses: SecretUses;
  readonly lastEvents: LastEvents;
  /** Called after each edit that leaves an endpoint enabled: it may have a backlog. */
  readonly onEndpointEnabled: (id: number) => void;
}

export class SealedResources implements ResourceStore {
  readonly #options: SealedResourcesOptions;

  constructor(options: SealedResourcesOptions) {
    this.#options = options;
  }

  async read(organizationId: number): Promise<OrganizationResources> {
    const { engine, vault } = this.#options;
    const sealed = await engine.readConfiguration();
    const isOwn = (row: { readonly organizationId: number }): boolean =>
      row.organizationId === organizationId;
    const { organizations } = await openConfiguration(vault, {
      organizations: sealed.organizations.filter(({ id }) => id === organizationId),
      schemes: sealed.schemes.filter(isOwn),
      sources: sealed.sources.filter(isOwn),
      callers: sealed.callers.filter(isOwn),
      endpoints: sealed.endpoints.filter(isOwn),
      secrets: sealed.secrets.filter(isOwn),
    });
    return presentResources(organizations[0] ?? NOTHING);
  }

  editSource(request: EditRequest<StoredSource, SourceEdit>): Promise<EditOutcome<SourceDocument>> {
    type Planned = PlannedEdit<SourceDocument, SharedPath>;
    return editConfiguration(this.#options, request, async (attempt): Promise<Planned> => {
      const { stored, organization, draft } = attempt;
      const resources = presentResources(organization);
      const found = resources.sources.find(({ name }) => name === request.name);
      const edit = await request.edit(found, resources);
      const { document, disabledReason, note } = edit;
      const others = stored.opened.organizations
        .flatMap(({ sources }) => sources)
        .filter((source) => source.disabledReason !== "deleted" && source.id !== found?.id);
      const field = disabledReason === "deleted" ? undefined : sharedPathFault(document, others);
      if (field !== undefined) return { ended: { outcome: "shared_path", field } };
      checkNamedScheme(document, idsOf(resources.schemes));
      const row = await planSource(draft, organization.id, sourcePlan(organization, request.name, edit));
      if (row === undefined) throw new Error("an edit writes its row");
      return { edited: { document, facts: factsOf(row) }, note, openDeliveries: 0 };
    });
  }

  async editEndpoint(
    request: EditRequest<StoredEndpoint, EndpointEdit>,
  ): Promise<EditOutcome<EndpointDocument>> {
    const { engine } = this.#options;
    type Planned = PlannedEdit<EndpointDocument, never>;
    const plan = async ({ organization, draft }: EditTry): Promise<Planned> => {
      const resources = presentResources(organization);
      const found = resources.endpoints.find(({ name }) => name === request.name);
      const edit = await request.edit(found, resources);
      checkNamedScheme(edit.document, idsOf(resources.schemes));
      const row = await planEndpoint(draft, organization.id, endpointPlan(organization, request.name, edit));
      if (row === undefined) throw new Error("an edit writes its row");
      const isDeleted = edit.disabledReason === "deleted";
      const openDeliveries = isDeleted ? await engine.countOpenDeliveries(row.id) : 0;
      const edited = { document: edit.document, facts: factsOf(row) };
      return { edited, note: edit.note, openDeliveries };
    };
    const outcome = await editConfiguration(this.#options, request, plan);
    if (outcome.outcome !== "done") return outcome;
    const { id, disabledReason } = outcome.edited.facts;
    if (disabledReason === "deleted") await cancelRemoved(engine);
    if (disabledReason === undefined) this.#options.onEndpointEnabled(id);
    return outcome;
  }

  editScheme(request: EditRequest<StoredScheme, SchemeEdit>): Promise<SchemeEditOutcome> {
    return editScheme(this.#options, request);
  }

  applyFile(request: ApplyFileRequest): Promise<readonly ChangedResource[]> {
    return applyFile(this.#options, request);
  }

  async listSecrets(organizationId: number): Promise<readonly SecretFactsRow[]> {
    await this.#options.uses.flush();
    return this.#options.engine.listSecrets(organizationId);
  }

  async lastEvents(organizationId: number): Promise<ReadonlyMap<number, number>> {
    const { engine, lastEvents } = this.#options;
    // A store that takes nothing now still tells what it knows.
    await lastEvents.flush().catch(() => {});
    const rows = await engine.listLastEvents(organizationId);
    return new Map(rows.map(({ sourceId, at }) => [sourceId, at]));
  }

  async expiringSecrets(now: number): Promise<readonly ExpiringSecret[]> {
    const { engine, vault } = this.#options;
    const sealed = await engine.readConfiguration();
    const createdAt = new Map(sealed.secrets.map((secret) => [secret.id, secret.createdAt]));
    const { organizations } = await openConfiguration(vault, sealed);
    return organizations.flatMap((organization) => expiringSecretsOf(organization, createdAt, now));
  }
}

function idsOf(schemes: readonly StoredScheme[]): readonly string[] {
  return schemes.map(({ name }) => name);
}

/** A name that was deleted gives its row to the next resource of that name, so that both have one history. */
function sourcePlan(
  organization: StoredOrganization,
  name: string,
  edit: SourceEdit,
): Parameters<typeof planSource>[2] {
  const stored = organization.sources.find((source) => source.name === name);
  if (edit.disabledReason === "deleted" && stored !== undefined) return deletionOfSource(stored);
  const { document, disabledReason } = edit;
  return { stored, wanted: { document, managedBy: "api", disabledReason, isTouched: true } };
}

function endpointPlan(
  organization: StoredOrganization,
  name: string,
  edit: EndpointEdit,
): Parameters<typeof planEndpoint>[2] {
  const stored = organization.endpoints.find((endpoint) => endpoint.name === name);
  if (edit.disabledReason === "deleted" && stored !== undefined) return deletionOfEndpoint(stored);
  const { document, disabledReason } = edit;
  return { stored, wanted: { document, managedBy: "api", disabledReason, isTouched: true } };
}
