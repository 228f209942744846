import type { Scheme } from "countersign";
import type {
  DisabledReason,
  EndpointDocument,
  OrganizationDocument,
  SourceDocument,
} from "../../config/configuration.ts";
import type { SchemeUser } from "../../config/scheme-users.ts";
import type { AnswerToRemember } from "../access/access-store.ts";
import type { AuditNote } from "../audit/audit-note.ts";
import type { ChangedResource } from "../configure/changed-resources.ts";
import type {
  ResourceFacts,
  StoredEndpoint,
  StoredScheme,
  StoredSource,
} from "../configure/stored-resource.ts";
import type { SecretFactsRow } from "./secret-rows.ts";

/**
 * Schemes, sources and endpoints, edited while the gateway runs. Callers and secrets are parts of the source or endpoint that has
 * them, and are changed with it.
 *
 * Guarantees
 * - One transaction an edit: the rows, the organization's raised version, the audit entry and the answer to repeat are
 *   committed together, or nothing is.
 * - An edit is planned on what is stored at its commit: where another change comes between, it is planned anew.
 * - From the commit on, nothing is accepted or claimed on what was planned before it. (Limit: a request that a gateway
 *   refuses by what it loaded before is refused; it has to load the configuration to accept it.)
 * - A source or an endpoint names no scheme that is not there, and a change of a scheme leaves none that was usable unusable.
 * - Within one organization only; an id of another is as unknown as one that never was.
 */
export interface ResourceStore {
  /** What the organization has now, deleted resources left out; secrets opened. */
  read(organizationId: number): Promise<OrganizationResources>;
  editSource(request: EditRequest<StoredSource, SourceEdit>): Promise<EditOutcome<SourceDocument>>;
  /** A deleted endpoint's open deliveries are cancelled before this resolves, or else at the next start. */
  editEndpoint(request: EditRequest<StoredEndpoint, EndpointEdit>): Promise<EditOutcome<EndpointDocument>>;
  /** `name` is the scheme's id. What names the scheme goes by the new one from the commit on. */
  editScheme(request: EditRequest<StoredScheme, SchemeEdit>): Promise<SchemeEditOutcome>;
  /**
   * Makes what the configuration file manages of one organization equal to `document`: adds, changes, and disables what
   * has left it. What the API manages, and other organizations, are left alone. Rejects with `configuration_conflict` where the
   * document names what the API manages, takes from it a scheme that it needs, or has a path of another organization; nothing is applied then.
   */
  applyFile(request: ApplyFileRequest): Promise<readonly ChangedResource[]>;
  /** Every secret that the organization had since the database is there, its use so far included; never a value. */
  listSecrets(organizationId: number): Promise<readonly SecretFactsRow[]>;
  /**
   * When the newest event of each source came, by the source's id; nothing of a source that has had none. Known without
   * a look at events, and after they were deleted. (Limit: what another gateway accepted in the last seconds, or one
   * that crashed in its last seconds, may be missing.)
   */
  lastEvents(organizationId: number): Promise<ReadonlyMap<number, number>>;
  /**
   * The secrets of every organization that somebody should replace soon: older than a year, or the only live one of its
   * owner with an end within 7 days.
   */
  expiringSecrets(now: number): Promise<readonly ExpiringSecret[]>;
}

export interface OrganizationResources {
  readonly schemes: readonly StoredScheme[];
  readonly sources: readonly StoredSource[];
  readonly endpoints: readonly StoredEndpoint[];
}

export interface EditRequest<Stored, Edit extends { readonly document: unknown }> {
  readonly organizationId: number;
  /** Of the source or endpoint to make or to change; a scheme's id. */
  readonly name: string;
  readonly actor: AuditNote["actor"];
  /**
   * Gives what to store in place of `stored`, which is undefined where there is none of the name or it was deleted. What
   * it throws is thrown, and nothing is changed. Called again when another change came between, so it must not act.
   */
  readonly edit: (stored: Stored | undefined, resources: OrganizationResources) => Edit | Promise<Edit>;
  /** Kept with the change, for a repeated request with the same key. */
  readonly remember?: AnswerToRemember<EditedResource<Edit["document"]>> | undefined;
}

export interface EditedResource<Document> {
  readonly document: Document;
  readonly facts: ResourceFacts;
}

interface Edit<Document, Reason> {
  /** Secrets and callers that it lacks are revoked and wiped. */
  readonly document: Document;
  /** Null: enabled. */
  readonly disabledReason: Reason | null;
  /** What the audit log is to say. */
  readonly note: Pick<AuditNote, "action" | "resource" | "reason" | "facts">;
}

export type SourceEdit = Edit<SourceDocument, Exclude<DisabledReason, "gone">>;
export type EndpointEdit = Edit<EndpointDocument, DisabledReason>;

export interface SchemeEdit extends Pick<SourceEdit, "note"> {
  readonly document: Scheme;
  /** Takes the scheme away instead. */
  readonly isDeleted?: true;
}

export interface EditDone<Document> {
  readonly outcome: "done";
  readonly edited: EditedResource<Document>;
  /** Deliveries that a deletion cancelled. */
  readonly cancelledDeliveries: number;
}

/** Another source has the path, or the API key of a caller on it; perhaps one of another organization. */
export interface SharedPath {
  readonly outcome: "shared_path";
  readonly field: "path" | "apiKey";
}

/** Who names the scheme and keeps it from being deleted, or could not be used with it as it was to be changed. */
export interface SchemeStillNamed {
  readonly outcome: "in_use" | "unfit";
  readonly users: readonly SchemeUser[];
}

export type EditOutcome<Document> =
  EditDone<Document> | SharedPath | { readonly outcome: "already_answered" };

export type SchemeEditOutcome =
  EditDone<Scheme> | SchemeStillNamed | { readonly outcome: "already_answered" };

export interface ApplyFileRequest {
  readonly organizationId: number;
  readonly actor: AuditNote["actor"];
  /** Its name is not looked at: the organization keeps its own. */
  readonly document: OrganizationDocument;
  /** Deletes what has left the document, with its secrets and open deliveries, instead of disabling it. */
  readonly prunes: boolean;
  /** Tells what would be done, and does nothing. */
  readonly isDryRun: boolean;
}

export interface ExpiringSecret {
  readonly organizationId: number;
  readonly owner: { readonly kind: "source" | "caller" | "endpoint"; readonly name: string };
  readonly secret: string;
  readonly reason: "old" | "ending";
  readonly createdAt: number;
  readonly notAfter?: number;
}
