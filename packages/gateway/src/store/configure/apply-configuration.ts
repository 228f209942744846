import type { ConfigurationDocument } from "../../config/configuration.ts";
import { GatewayError } from "../../errors.ts";
import type { Engine } from "../engine.ts";
import type { PlanParts } from "./change-draft.ts";
import { openConfiguration } from "./open-configuration.ts";
import { planConfiguration } from "./plan-configuration.ts";

import type { AppliedConfiguration } from "../store.ts";

/** A change is planned on what was read; another writer may come between. More often than this means something is wrong. */
const MAX_TRIES = 10;

/** Makes the stored configuration equal to the document; see the guarantee of the store. */
export async function applyConfiguration(
  parts: PlanParts & { readonly engine: Engine },
  document: ConfigurationDocument,
): Promise<AppliedConfiguration> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const sealed = await parts.engine.readConfiguration();
    const opened = await openConfiguration(parts.vault, sealed);
    const { change, changedOrganizations } = await planConfiguration(parts, { opened, sealed }, document);
    if (changedOrganizations.length === 0) return { changedOrganizations };
    if (await parts.engine.changeConfiguration(change)) return { changedOrganizations };
  }
  throw new GatewayError("store_unavailable", "the configuration kept changing while it was to be changed");
}
