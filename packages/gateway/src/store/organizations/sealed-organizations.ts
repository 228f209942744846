import { GatewayError } from "../../errors.ts";
import type { Actor } from "../audit/audit-note.ts";
import type { Ledger } from "../audit/ledger.ts";
import type { ConfigurationChange } from "../configuration-rows.ts";
import type { Engine } from "../engine.ts";
import type { OrganizationKeys } from "../organization-keys.ts";
import type { ReservedIds } from "../reserved-ids.ts";
import type { OrganizationStore, OrganizationSummary } from "./organization-store.ts";

/** Another writer may come between reading and adding. More often than this means something is wrong. */
const MAX_TRIES = 10;

export interface SealedOrganizationsOptions {
  readonly engine: Pick<Engine, "listOrganizations">;
  readonly ledger: Ledger;
  readonly organizationKeys: OrganizationKeys;
  readonly ids: ReservedIds;
}

export class SealedOrganizations implements OrganizationStore {
  readonly #options: SealedOrganizationsOptions;

  constructor(options: SealedOrganizationsOptions) {
    this.#options = options;
  }

  list(): Promise<readonly OrganizationSummary[]> {
    return this.#options.engine.listOrganizations();
  }

  async ensure(actor: Actor, name: string): Promise<OrganizationSummary> {
    const { ids, ledger, organizationKeys } = this.#options;
    for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
      const expected = await this.list();
      const present = expected.find((organization) => organization.name === name);
      if (present !== undefined) return present;
      const id = await ids.take();
      const hashKey = await organizationKeys.createWrapped(id);
      const input: ConfigurationChange = {
        expected,
        addedOrganizations: [{ id, name, managedBy: "api", hashKey }],
        raisedOrganizations: [],
        schemes: [],
        deletedSchemes: [],
        sources: [],
        callers: [],
        endpoints: [],
        secrets: [],
        revokedSecrets: [],
      };
      const resource = { kind: "organization", name };
      const notes = [{ organizationId: id, actor, action: "organization.create", resource } as const];
      const { outcome } = await ledger.commit({ notes, steps: [{ kind: "configuration", input }] });
      if (outcome === "done") return { id, name, configVersion: 1 };
    }
    throw new GatewayError("store_unavailable", "the organizations kept changing while one was to be added");
  }
}
