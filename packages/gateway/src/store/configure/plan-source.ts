import type { CallerDocument, Source, SourceDocument } from "../../config/configuration.ts";
import type { ChangeDraft } from "./change-draft.ts";
import { definitionOf, isDefinedAlike } from "./definitions.ts";
import { planSecrets } from "./plan-secrets.ts";

/** Adds to the draft what makes the stored source, if there is one, the wanted one. */
export async function planSource(
  draft: ChangeDraft,
  organizationId: number,
  { stored, wanted }: { readonly stored: Source | undefined; readonly wanted: SourceDocument },
): Promise<void> {
  const id = stored?.id ?? (await draft.parts.ids.take());
  if (stored?.isEnabled !== true || !isDefinedAlike(stored, wanted)) {
    const cell = { table: "sources", column: "definition" } as const;
    const definition = await draft.parts.vault.seal(cell, { id, organizationId }, definitionOf(wanted));
    draft.sources.push({
      id,
      organizationId,
      name: wanted.name,
      scheme: wanted.scheme.id,
      definition: definition.sealed,
      dataKeyId: definition.dataKeyId,
      disabledReason: null,
    });
  }
  await planSecrets(draft, {
    owner: { kind: "source", id, organizationId },
    stored: stored?.secrets ?? [],
    wanted: wanted.secrets,
  });
  await planCallers(draft, { id, organizationId }, { stored: stored?.callers ?? [], wanted: wanted.callers });
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
