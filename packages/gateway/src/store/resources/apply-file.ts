import type { OrganizationDocument } from "../../config/configuration.ts";
import { GatewayError } from "../../errors.ts";
import type { AuditNote } from "../audit/audit-note.ts";
import type { Ledger } from "../audit/ledger.ts";
import { changedResources } from "../configure/changed-resources.ts";
import type { ChangedResource } from "../configure/changed-resources.ts";
import type { PlanParts } from "../configure/change-draft.ts";
import { openConfiguration } from "../configure/open-configuration.ts";
import { planConfiguration } from "../configure/plan-configuration.ts";
import type { Engine } from "../engine.ts";
import { cancelRemoved } from "./cancel-removed.ts";
import type { ApplyFileRequest } from "./resource-store.ts";

/** A change is planned on what was read; another may come between. More often than this means something is wrong. */
const MAX_TRIES = 20;

export interface ApplyFileParts extends PlanParts {
  readonly engine: Engine;
  readonly ledger: Ledger;
  readonly onEndpointEnabled: (id: number) => void;
}

/** Makes one organization's file-managed resources equal to the document; see the guarantee of the store. */
export async function applyFile(
  parts: ApplyFileParts,
  request: ApplyFileRequest,
): Promise<readonly ChangedResource[]> {
  const { organizationId, document, prunes, isDryRun } = request;
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const sealed = await parts.engine.readConfiguration();
    const opened = await openConfiguration(parts.vault, sealed);
    const stored = opened.organizations.find(({ id }) => id === organizationId);
    if (stored === undefined) throw new GatewayError("store_unavailable", "the organization is gone");
    const wanted: OrganizationDocument = { ...document, name: stored.name };
    const file = { document: { organizations: [wanted] }, prunes, leavesOthers: true } as const;
    const { change } = await planConfiguration(parts, { opened, sealed }, file);
    const changes = changedResources(change, { stored, wanted });
    if (isDryRun || changes.length === 0) return changes;
    const committed = await parts.ledger.commit({
      notes: [noteOf(request, changes)],
      steps: [{ kind: "configuration", input: change }],
    });
    if (committed.outcome !== "done") continue;
    if (prunes) await cancelRemoved(parts.engine);
    for (const { id, disabledReason } of change.endpoints) {
      if (disabledReason === null) parts.onEndpointEnabled(id);
    }
    return changes;
  }
  throw new GatewayError("store_unavailable", "the configuration kept changing while it was to be changed");
}

/** Which resources, never what they say. */
function noteOf({ organizationId, actor }: ApplyFileRequest, changes: readonly ChangedResource[]): AuditNote {
  const namesOf = (kind: ChangedResource["kind"]): readonly string[] =>
    changes
      .filter((changed) => changed.kind === kind)
      .map(({ change, name, owner }) => `${change} ${owner === undefined ? name : `${owner.name}/${name}`}`);
  return {
    organizationId,
    actor,
    action: "configuration.apply",
    resource: { kind: "organization", name: "own" },
    facts: {
      schemes: namesOf("scheme"),
      sources: namesOf("source"),
      callers: namesOf("caller"),
      endpoints: namesOf("endpoint"),
      secrets: namesOf("secret"),
    },
  };
}
