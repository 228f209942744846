import type { Organization } from "../config/configuration.ts";
import type { ConfigurationVault } from "./configure/configuration-vault.ts";
import { openConfiguration } from "./configure/open-configuration.ts";
import type { Engine } from "./engine.ts";

/** Organizations as they are configured now; opened again only after a change. */
export class LiveOrganizations {
  readonly #engine: Pick<Engine, "listOrganizations" | "readConfiguration">;
  readonly #vault: ConfigurationVault;
  #byId: ReadonlyMap<number, Organization> = new Map();

  constructor(engine: Pick<Engine, "listOrganizations" | "readConfiguration">, vault: ConfigurationVault) {
    this.#engine = engine;
    this.#vault = vault;
  }

  /** Gives the organization at its present version, or undefined where there is none. */
  async find(organizationId: number): Promise<Organization | undefined> {
    const present = await this.#engine.listOrganizations();
    const version = present.find(({ id }) => id === organizationId)?.configVersion;
    if (version === undefined) return undefined;
    if (this.#byId.get(organizationId)?.configVersion !== version) await this.#load();
    return this.#byId.get(organizationId);
  }

  async #load(): Promise<void> {
    const { organizations } = await openConfiguration(this.#vault, await this.#engine.readConfiguration());
    this.#byId = new Map(organizations.map((organization) => [organization.id, organization]));
  }
}
