import type {
  CallerRow,
  ConfigurationChange,
  EndpointRow,
  NewOrganization,
  OrganizationRow,
  SchemeRow,
  SealedConfiguration,
  SecretRow,
  SourceRow,
} from "../configuration-rows.ts";
import type { OrganizationKeys } from "../organization-keys.ts";
import type { ReservedIds } from "../reserved-ids.ts";
import type { ConfigurationVault } from "./configuration-vault.ts";

/** What planning needs besides the documents. */
export interface PlanParts {
  readonly vault: ConfigurationVault;
  readonly ids: ReservedIds;
  readonly organizationKeys: OrganizationKeys;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The rows to write, as planning finds them, beside the stored rows it compares with. */
export class ChangeDraft {
  readonly parts: PlanParts;
  readonly schemes: SchemeRow[] = [];
  readonly deletedSchemes: number[] = [];
  readonly sources: SourceRow[] = [];
  readonly callers: CallerRow[] = [];
  readonly endpoints: EndpointRow[] = [];
  readonly secrets: SecretRow[] = [];
  readonly revokedSecrets: number[] = [];
  readonly #storedSchemes: ReadonlyMap<number, SchemeRow>;
  readonly #storedSources: ReadonlyMap<number, SourceRow>;
  readonly #storedCallers: ReadonlyMap<number, CallerRow>;
  readonly #storedEndpoints: ReadonlyMap<number, EndpointRow>;
  readonly #storedSecrets: ReadonlyMap<number, SecretRow>;
  readonly #callerIds: ReadonlyMap<string, number>;

  constructor(parts: PlanParts, stored: SealedConfiguration) {
    this.parts = parts;
    this.#storedSchemes = byId(stored.schemes);
    this.#storedSources = byId(stored.sources);
    this.#storedCallers = byId(stored.callers);
    this.#storedEndpoints = byId(stored.endpoints);
    this.#storedSecrets = byId(stored.secrets);
    this.#callerIds = new Map(stored.callers.map(({ id, sourceId, name }) => [`${sourceId}/${name}`, id]));
  }

  /** How many rows are to be written. */
  get size(): number {
    const configured = [this.schemes, this.deletedSchemes, this.sources, this.callers, this.endpoints];
    const lists = [...configured, this.secrets, this.revokedSecrets];
    return lists.reduce((sum, rows) => sum + rows.length, 0);
  }

  storedSecret(id: number): SecretRow | undefined {
    return this.#storedSecrets.get(id);
  }

  /** The id of a caller of that name, also of one that was removed. */
  storedCallerId(sourceId: number, name: string): number | undefined {
    return this.#callerIds.get(`${sourceId}/${name}`);
  }

  removeCaller(id: number): void {
    const row = this.#storedCallers.get(id);
    if (row !== undefined) this.callers.push({ ...row, disabledReason: "removed" });
  }

  /** The rows as one change of what `expected` says is there. */
  changeOf(organizations: {
    readonly expected: readonly OrganizationRow[];
    readonly added?: readonly NewOrganization[];
    /** Ids of those whose version is raised. */
    readonly raised: readonly number[];
  }): ConfigurationChange {
    return {
      expected: organizations.expected,
      addedOrganizations: organizations.added ?? [],
      raisedOrganizations: organizations.raised,
      schemes: this.schemes,
      deletedSchemes: this.deletedSchemes,
      sources: this.sources,
      callers: this.callers,
      endpoints: this.endpoints,
      secrets: this.secrets,
      revokedSecrets: this.revokedSecrets,
    };
  }

  /** Keeps the row as it is, for what names it, though it has left the configuration file. */
  disableScheme(id: number): void {
    const row = this.#storedSchemes.get(id);
    if (row !== undefined) this.schemes.push({ ...row, version: row.version + 1, disabledReason: "removed" });
  }

  /** Keeps the row as it is, disabled because it has left the configuration file. */
  disableSource(id: number): void {
    const row = this.#storedSources.get(id);
    if (row !== undefined) this.sources.push({ ...row, version: row.version + 1, disabledReason: "removed" });
  }

  disableEndpoint(id: number): void {
    const row = this.#storedEndpoints.get(id);
    if (row !== undefined)
      this.endpoints.push({ ...row, version: row.version + 1, disabledReason: "removed" });
  }
}

function byId<Row extends { readonly id: number }>(rows: readonly Row[]): ReadonlyMap<number, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}
