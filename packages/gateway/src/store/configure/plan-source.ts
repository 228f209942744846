import type { CallerDocument, DisabledReason, Source, SourceDocument } from "../../config/configuration.ts";
import type { SourceRow } from "../configuration-rows.ts";
import type { ChangeDraft } from "./change-draft.ts";
import { definitionOf, isDefinedAlike } from "./definitions.ts";
import { planSecrets } from "./plan-secrets.ts";
import type { StoredSource } from "./stored-resource.ts";
import { nextFacts } from "./wanted-resource.ts";
import type { WantedResource } from "./wanted-resource.ts";

export interface SourceToPlan {
  readonly stored: StoredSource | undefined;
  readonly wanted: WantedResource<SourceDocument, Exclude<DisabledReason, "gone">>;
}

/** Adds to the draft what makes the stored source, if there is one, the wanted one. Gives its row where it is written. */
export async function planSource(
  draft: ChangeDraft,
  organizationId: number,
  { stored, wanted }: SourceToPlan,
): Promise<SourceRow | undefined> {
  const { document } = wanted;
  const id = stored?.id ?? (await draft.parts.ids.take());
  const row = await planSourceRow(draft, { id, organizationId }, { stored, wanted });
  await planSecrets(draft, {
    owner: { kind: "source", id, organizationId },
    stored: stored?.secrets ?? [],
    wanted: document.secrets,
  });
  const callers = { stored: stored?.callers ?? [], wanted: document.callers };
  await planCallers(draft, { id, organizationId }, callers);
  return row;
}

async function planSourceRow(
  draft: ChangeDraft,
  place: { readonly id: number; readonly organizationId: number },
  { stored, wanted }: SourceToPlan,
): Promise<SourceRow | undefined> {
  const { document, managedBy, disabledReason = null, isTouched } = wanted;
  const isAlike = stored?.managedBy === managedBy && isDefinedAlike(stored, document);
  if (isAlike && isTouched !== true && (stored.disabledReason ?? null) === disabledReason) return undefined;
  const cell = { table: "sources", column: "definition" } as const;
  const definition = await draft.parts.vault.seal(cell, place, definitionOf(document));
  const row: SourceRow = {
    ...place,
    name: document.name,
    scheme: document.scheme.id,
    definition: definition.sealed,
    dataKeyId: definition.dataKeyId,
    managedBy,
    disabledReason,
    ...nextFacts(stored, draft.parts.now),
  };
  draft.sources.push(row);
  return row;
}

interface CallersToPlan {
  readonly stored: Source["callers"];
  readonly wanted: readonly CallerDocument[];
}

async function planCallers(
  draft: ChangeDraft,
  source: { readonly id: number; readonly organizationId: number },
  { stored, wanted }: CallersToPlan,
): Promise<void> {
  const { organizationId } = source;
  const left = new Map(stored.map((caller) => [caller.name, caller]));
  for (const caller of wanted) {
    const found = left.get(caller.name);
    left.delete(caller.name);
    // One that comes back under its name is the same caller, so that its duplicates are still known.
    const id = found?.id ?? draft.storedCallerId(source.id, caller.name) ?? (await draft.parts.ids.take());
    if (found === undefined || !isDefinedAlike(found, caller)) {
      const cell = { table: "callers", column: "definition" } as const;
      const definition = await draft.parts.vault.seal(cell, { id, organizationId }, definitionOf(caller));
      draft.callers.push({
        id,
        organizationId,
        sourceId: source.id,
        name: caller.name,
        definition: definition.sealed,
        dataKeyId: definition.dataKeyId,
        disabledReason: null,
      });
    }
    await planSecrets(draft, {
      owner: { kind: "caller", id, organizationId },
      stored: found?.secrets ?? [],
      wanted: caller.secrets,
    });
  }
  for (const caller of left.values()) {
    draft.removeCaller(caller.id);
    draft.revokedSecrets.push(...caller.secrets.map((secret) => secret.id));
  }
}
