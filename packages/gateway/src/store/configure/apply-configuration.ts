import { GatewayError } from "../../errors.ts";
import type { AuditNote } from "../audit/audit-note.ts";
import type { Ledger } from "../audit/ledger.ts";
import type { ConfigurationChange, SealedConfiguration } from "../configuration-rows.ts";
import type { Engine } from "../engine.ts";
import type { PlanParts } from "./change-draft.ts";
import { openConfiguration } from "./open-configuration.ts";
import { planConfiguration } from "./plan-configuration.ts";
import type { FileToPlan } from "./plan-configuration.ts";
import type { AppliedConfiguration } from "../store.ts";

/** A change is planned on what was read; another writer may come between. More often than this means something is wrong. */
const MAX_TRIES = 10;

/** Makes the stored configuration equal to the document; see the guarantee of the store. */
export async function applyConfiguration(
  parts: PlanParts & { readonly engine: Engine; readonly ledger: Ledger },
  file: FileToPlan,
): Promise<AppliedConfiguration> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const sealed = await parts.engine.readConfiguration();
    const opened = await openConfiguration(parts.vault, sealed);
    const { change, changedOrganizations, changedIds } = await planConfiguration(
      parts,
      { opened, sealed },
      file,
    );
    if (changedOrganizations.length === 0) return { changedOrganizations };
    const notes = changedIds.map((organizationId) => applyNote(organizationId, { change, stored: sealed }));
    const outcome = await parts.ledger.commit({ notes, steps: [{ kind: "configuration", input: change }] });
    if (outcome.outcome === "done") return { changedOrganizations };
  }
  throw new GatewayError("store_unavailable", "the configuration kept changing while it was to be changed");
}

/** What of one organization the file changed: which resources, never what they say. */
function applyNote(
  organizationId: number,
  { change, stored }: { readonly change: ConfigurationChange; readonly stored: SealedConfiguration },
): AuditNote {
  const namesOf = (rows: readonly { readonly organizationId: number; readonly name: string }[]): string[] =>
    rows.filter((row) => row.organizationId === organizationId).map(({ name }) => name);
  const deleted = namesOf(stored.schemes.filter(({ id }) => change.deletedSchemes.includes(id)));
  return {
    organizationId,
    actor: { kind: "file", name: "configuration file" },
    action: "configuration.apply",
    resource: { kind: "organization", name: "own" },
    facts: {
      schemes: [...namesOf(change.schemes), ...deleted],
      sources: namesOf(change.sources),
      callers: namesOf(change.callers),
      endpoints: namesOf(change.endpoints),
      secrets: namesOf(change.secrets),
    },
  };
}
