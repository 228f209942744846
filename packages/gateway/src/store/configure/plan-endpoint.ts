import type { Endpoint, EndpointDocument } from "../../config/configuration.ts";
import type { ChangeDraft } from "./change-draft.ts";
import { definitionOf, isDefinedAlike } from "./definitions.ts";
import { planSecrets } from "./plan-secrets.ts";

/**
 * Adds to the draft what makes the stored endpoint, if there is one, the wanted one. Any change of the entry, its
 * secrets included, enables an endpoint that was gone; the same entry leaves it disabled.
 */
export async function planEndpoint(
  draft: ChangeDraft,
  organizationId: number,
  { stored, wanted }: { readonly stored: Endpoint | undefined; readonly wanted: EndpointDocument },
): Promise<void> {
  const id = stored?.id ?? (await draft.parts.ids.take());
  const haveSecretsChanged = await planSecrets(draft, {
    owner: { kind: "endpoint", id, organizationId },
    stored: stored?.secrets ?? [],
    wanted: wanted.secrets,
  });
  const isSame =
    stored !== undefined &&
    stored.disabledReason !== "removed" &&
    !haveSecretsChanged &&
    isDefinedAlike(stored, wanted);
  if (isSame) return;
  const cell = { table: "endpoints", column: "definition" } as const;
  const definition = await draft.parts.vault.seal(cell, { id, organizationId }, definitionOf(wanted));
  draft.endpoints.push({
    id,
    organizationId,
    name: wanted.name,
    scheme: wanted.scheme.id,
    concurrency: wanted.concurrency,
    definition: definition.sealed,
    dataKeyId: definition.dataKeyId,
    disabledReason: null,
  });
}
