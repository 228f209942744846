import type { DisabledReason, EndpointDocument } from "../../config/configuration.ts";
import type { EndpointRow } from "../configuration-rows.ts";
import type { ChangeDraft } from "./change-draft.ts";
import { definitionOf, isDefinedAlike } from "./definitions.ts";
import { planSecrets } from "./plan-secrets.ts";
import type { StoredEndpoint } from "./stored-resource.ts";
import { nextFacts } from "./wanted-resource.ts";
import type { WantedResource } from "./wanted-resource.ts";

export interface EndpointToPlan {
  readonly stored: StoredEndpoint | undefined;
  readonly wanted: WantedResource<EndpointDocument, DisabledReason>;
}

/**
 * Adds to the draft what makes the stored endpoint, if there is one, the wanted one. Of the configuration file, any
 * change of the entry, its secrets included, enables an endpoint that was gone; the same entry leaves it disabled.
 */
export async function planEndpoint(
  draft: ChangeDraft,
  organizationId: number,
  { stored, wanted }: EndpointToPlan,
): Promise<EndpointRow | undefined> {
  const { document, managedBy, isTouched } = wanted;
  const id = stored?.id ?? (await draft.parts.ids.take());
  const haveSecretsChanged = await planSecrets(draft, {
    owner: { kind: "endpoint", id, organizationId },
    stored: stored?.secrets ?? [],
    wanted: document.secrets,
  });
  const isAlike = stored?.managedBy === managedBy && isDefinedAlike(stored, document);
  const staysGone = stored?.disabledReason === "gone" && isAlike && !haveSecretsChanged;
  const { disabledReason = staysGone ? "gone" : null } = wanted;
  if (isAlike && isTouched !== true && (stored.disabledReason ?? null) === disabledReason) return undefined;
  const cell = { table: "endpoints", column: "definition" } as const;
  const definition = await draft.parts.vault.seal(cell, { id, organizationId }, definitionOf(document));
  const row: EndpointRow = {
    id,
    organizationId,
    name: document.name,
    scheme: document.scheme.id,
    concurrency: document.concurrency,
    definition: definition.sealed,
    dataKeyId: definition.dataKeyId,
    managedBy,
    disabledReason,
    ...nextFacts(stored, draft.parts.now),
  };
  draft.endpoints.push(row);
  return row;
}
