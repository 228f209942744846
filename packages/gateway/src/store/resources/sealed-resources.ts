import type { EndpointDocument, SourceDocument } from "../../config/configuration.ts";
import { GatewayError } from "../../errors.ts";
import type { AnswerVault } from "../access/answer-vault.ts";
import type { Ledger } from "../audit/ledger.ts";
import type { ChangeStep } from "../change.ts";
import { ChangeDraft } from "../configure/change-draft.ts";
import type { PlanParts } from "../configure/change-draft.ts";
import type { ChangedResource } from "../configure/changed-resources.ts";
import { deletionOfEndpoint, deletionOfSource } from "../configure/deletion.ts";
import { openConfiguration } from "../configure/open-configuration.ts";
import type { StoredConfiguration } from "../configure/plan-configuration.ts";
import { planEndpoint } from "../configure/plan-endpoint.ts";
import { planSource } from "../configure/plan-source.ts";
import { sharedPathFault } from "../configure/shared-path-fault.ts";
import type {
  ResourceFacts,
  StoredEndpoint,
  StoredOrganization,
  StoredSource,
} from "../configure/stored-resource.ts";
import type { ConfigurationChange, EndpointRow, SourceRow } from "../configuration-rows.ts";
import type { Engine } from "../engine.ts";
import { cancelRemoved } from "./cancel-removed.ts";
import { expiringSecretsOf } from "./expiring-secrets.ts";
import { applyFile } from "./apply-file.ts";
import type {
  ApplyFileRequest,
  EditOutcome,
  EditRequest,
  EndpointEdit,
  ExpiringSecret,
  OrganizationResources,
  ResourceStore,
  SourceEdit,
} from "./resource-store.ts";
import type { SecretFactsRow } from "./secret-rows.ts";
import type { SecretUses } from "./secret-uses.ts";

/** An edit is planned on what was read; another may come between. More often than this means something is wrong. */
const MAX_TRIES = 20;

const NOTHING: OrganizationResources = { sources: [], endpoints: [] };

export interface SealedResourcesOptions extends PlanParts {
  readonly engine: Engine;
  readonly ledger: Ledger;
  readonly answers: AnswerVault;
  readonly uses: SecretUses;
  /** Called after each edit that leaves an endpoint enabled: it may have a backlog. */
  readonly onEndpointEnabled: (id: number) => void;
}

/** What one try of an edit may do with the configuration as it found it. */
interface Try {
  readonly stored: StoredConfiguration;
  readonly organization: StoredOrganization;
  readonly draft: ChangeDraft;
}

type Planned<Document> =
  | { readonly ended: EditOutcome<Document> }
  | {
      readonly row: SourceRow | EndpointRow;
      readonly document: Document;
      readonly note: SourceEdit["note"];
      readonly openDeliveries: number;
    };

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
      sources: sealed.sources.filter(isOwn),
      callers: sealed.callers.filter(isOwn),
      endpoints: sealed.endpoints.filter(isOwn),
      secrets: sealed.secrets.filter(isOwn),
    });
    return present(organizations[0] ?? NOTHING);
  }

  editSource(request: EditRequest<StoredSource, SourceEdit>): Promise<EditOutcome<SourceDocument>> {
    return this.#edit(request, async ({ stored, organization, draft }) => {
      const resources = present(organization);
      const found = resources.sources.find(({ name }) => name === request.name);
      const edit = await request.edit(found, resources);
      const { document, disabledReason, note } = edit;
      const others = stored.opened.organizations
        .flatMap(({ sources }) => sources)
        .filter((source) => source.disabledReason !== "deleted" && source.id !== found?.id);
      const field = disabledReason === "deleted" ? undefined : sharedPathFault(document, others);
      if (field !== undefined) return { ended: { outcome: "shared_path", field } };
      const row = await planSource(draft, organization.id, sourcePlan(organization, request.name, edit));
      if (row === undefined) throw new Error("an edit writes its row");
      return { row, document, note, openDeliveries: 0 };
    });
  }

  async editEndpoint(
    request: EditRequest<StoredEndpoint, EndpointEdit>,
  ): Promise<EditOutcome<EndpointDocument>> {
    const { engine } = this.#options;
    const outcome = await this.#edit(request, async ({ organization, draft }) => {
      const resources = present(organization);
      const found = resources.endpoints.find(({ name }) => name === request.name);
      const edit = await request.edit(found, resources);
      const row = await planEndpoint(draft, organization.id, endpointPlan(organization, request.name, edit));
      if (row === undefined) throw new Error("an edit writes its row");
      const isDeleted = edit.disabledReason === "deleted";
      const openDeliveries = isDeleted ? await engine.countOpenDeliveries(row.id) : 0;
      return { row, document: edit.document, note: edit.note, openDeliveries };
    });
    if (outcome.outcome !== "done") return outcome;
    const { id, disabledReason } = outcome.edited.facts;
    if (disabledReason === "deleted") await cancelRemoved(engine);
    if (disabledReason === undefined) this.#options.onEndpointEnabled(id);
    return outcome;
  }

  applyFile(request: ApplyFileRequest): Promise<readonly ChangedResource[]> {
    return applyFile(this.#options, request);
  }

  async listSecrets(organizationId: number): Promise<readonly SecretFactsRow[]> {
    await this.#options.uses.flush();
    return this.#options.engine.listSecrets(organizationId);
  }

  async expiringSecrets(now: number): Promise<readonly ExpiringSecret[]> {
    const { engine, vault } = this.#options;
    const sealed = await engine.readConfiguration();
    const createdAt = new Map(sealed.secrets.map((secret) => [secret.id, secret.createdAt]));
    const { organizations } = await openConfiguration(vault, sealed);
    return organizations.flatMap((organization) => expiringSecretsOf(organization, createdAt, now));
  }

  async #edit<Stored, Edit extends { readonly document: Document }, Document>(
    request: EditRequest<Stored, Edit>,
    plan: (attempt: Try) => Promise<Planned<Document>>,
  ): Promise<EditOutcome<Document>> {
    const { engine, vault, ledger } = this.#options;
    const { organizationId, actor } = request;
    for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
      const sealed = await engine.readConfiguration();
      const opened = await openConfiguration(vault, sealed);
      const organization = opened.organizations.find(({ id }) => id === organizationId);
      if (organization === undefined) throw new GatewayError("store_unavailable", "the organization is gone");
      const draft = new ChangeDraft(this.#options, sealed);
      const planned = await plan({ stored: { opened, sealed }, organization, draft });
      if ("ended" in planned) return planned.ended;
      const { row, document, note, openDeliveries } = planned;
      const edited = { document, facts: factsOf(row) };
      const steps: ChangeStep[] = [
        { kind: "configuration", input: changeOf(sealed.organizations, draft, organizationId) },
      ];
      const { remember } = request;
      if (remember !== undefined) {
        steps.push(await this.#options.answers.step(remember.key, remember.answer(edited)));
      }
      const noted =
        openDeliveries === 0 ? note.facts : { ...note.facts, cancelledDeliveries: openDeliveries };
      const outcome = await ledger.commit({
        notes: [{ organizationId, actor, ...note, ...(noted !== undefined && { facts: noted }) }],
        steps,
      });
      if (outcome.outcome === "done") return { outcome: "done", edited, cancelledDeliveries: openDeliveries };
      if (outcome.reason === "already_answered") return { outcome: "already_answered" };
    }
    throw new GatewayError("store_unavailable", "the configuration kept changing while it was to be changed");
  }
}

function present({ sources, endpoints }: OrganizationResources): OrganizationResources {
  return {
    sources: sources.filter(({ disabledReason }) => disabledReason !== "deleted"),
    endpoints: endpoints.filter(({ disabledReason }) => disabledReason !== "deleted"),
  };
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

function changeOf(
  expected: ConfigurationChange["expected"],
  draft: ChangeDraft,
  organizationId: number,
): ConfigurationChange {
  const { sources, callers, endpoints, secrets, revokedSecrets } = draft;
  const raisedOrganizations = [organizationId];
  return {
    expected,
    addedOrganizations: [],
    raisedOrganizations,
    sources,
    callers,
    endpoints,
    secrets,
    revokedSecrets,
  };
}

function factsOf({
  id,
  managedBy,
  version,
  createdAt,
  disabledReason,
}: SourceRow | EndpointRow): ResourceFacts {
  return { id, managedBy, version, createdAt, ...(disabledReason !== null && { disabledReason }) };
}
