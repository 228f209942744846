import type { Scheme } from "countersign";
import type { ManagedBy } from "../../config/configuration.ts";
import type { SchemeRow } from "../configuration-rows.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { ChangeDraft } from "./change-draft.ts";
import type { StoredScheme } from "./stored-resource.ts";
import { nextFacts } from "./wanted-resource.ts";

export interface SchemeToPlan {
  readonly stored: StoredScheme | undefined;
  readonly wanted: { readonly scheme: Scheme; readonly managedBy: ManagedBy; readonly isTouched?: true };
}

/** Adds to the draft what makes the stored scheme, if there is one, the wanted one. Gives its row where it is written. */
export async function planScheme(
  draft: ChangeDraft,
  organizationId: number,
  { stored, wanted }: SchemeToPlan,
): Promise<SchemeRow | undefined> {
  const { scheme, managedBy, isTouched } = wanted;
  const isAlike =
    stored?.managedBy === managedBy &&
    stored.disabledReason === undefined &&
    canonicalJson(stored.scheme) === canonicalJson(scheme);
  if (isAlike && isTouched !== true) return undefined;
  const id = stored?.id ?? (await draft.parts.ids.take());
  const cell = { table: "schemes", column: "definition" } as const;
  const definition = await draft.parts.vault.seal(cell, { id, organizationId }, scheme);
  const row: SchemeRow = {
    id,
    organizationId,
    name: scheme.id,
    definition: definition.sealed,
    dataKeyId: definition.dataKeyId,
    managedBy,
    disabledReason: null,
    ...nextFacts(stored, draft.parts.now),
  };
  draft.schemes.push(row);
  return row;
}
