import type { SourceDocument } from "../../config/configuration.ts";
import type { AnswerToRemember } from "../../store/access/access-store.ts";
import type { StoredSource } from "../../store/configure/stored-resource.ts";
import type {
  EditedResource,
  OrganizationResources,
  SourceEdit,
} from "../../store/resources/resource-store.ts";
import type { ApiParts } from "../api-parts.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { Caller } from "../handler.ts";
import { refusedAt } from "./body-refusal.ts";
import { checkIsOfApi } from "./managed-resource.ts";

export interface SourceEditing {
  readonly caller: Caller;
  readonly name: string;
  /** What to store instead; may refuse by throwing. Called again where another change came between. */
  readonly edit: (stored: StoredSource, resources: OrganizationResources) => SourceEdit | Promise<SourceEdit>;
  readonly remember?: AnswerToRemember<EditedResource<SourceDocument>> | undefined;
}

type EditParts = Pick<ApiParts, "store" | "applyChanges">;

/**
 * Changes a source that the API manages; the change is in force when this resolves.
 *
 * @throws ApiRefusal `not_found`, `managed_by_file`, `request_invalid` where path or API key belong to another source.
 */
export function editSource(
  parts: EditParts,
  { edit, ...editing }: SourceEditing,
): Promise<EditedResource<SourceDocument>> {
  return putSource(parts, {
    ...editing,
    edit: (stored, resources) => {
      checkIsOfApi(stored, "source", editing.caller);
      return edit(stored, resources);
    },
  });
}

/** Makes or changes a source, whatever there is under its name. */
export async function putSource(
  { store, applyChanges }: EditParts,
  editing: Omit<SourceEditing, "edit"> & {
    readonly edit: (
      stored: StoredSource | undefined,
      resources: OrganizationResources,
    ) => SourceEdit | Promise<SourceEdit>;
  },
): Promise<EditedResource<SourceDocument>> {
  const { caller, name, edit, remember } = editing;
  const { organizationId, actor } = caller;
  const outcome = await store.resources.editSource({ organizationId, name, actor, edit, remember });
  if (outcome.outcome === "already_answered") throw new ApiRefusal("idempotency_key_reused");
  if (outcome.outcome === "shared_path") {
    throw outcome.field === "path"
      ? refusedAt(
          "/path",
          "a path of its own; only sources with callers can share one",
          "another source's path",
        )
      : refusedAt("/callers", "API keys that name one caller on this path", "one that names another there");
  }
  await applyChanges();
  return outcome.edited;
}
