import type { EndpointDocument } from "../../config/configuration.ts";
import type { AnswerToRemember } from "../../store/access/access-store.ts";
import type { StoredEndpoint } from "../../store/configure/stored-resource.ts";
import type {
  EditedResource,
  EndpointEdit,
  OrganizationResources,
} from "../../store/resources/resource-store.ts";
import type { ApiParts } from "../api-parts.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { Caller } from "../handler.ts";
import { checkIsOfApi } from "./managed-resource.ts";

export interface EndpointEditing {
  readonly caller: Caller;
  readonly name: string;
  /** What to store instead; may refuse by throwing. Called again where another change came between. */
  readonly edit: (
    stored: StoredEndpoint,
    resources: OrganizationResources,
  ) => EndpointEdit | Promise<EndpointEdit>;
  readonly remember?: AnswerToRemember<EditedResource<EndpointDocument>> | undefined;
}

export interface EndpointPut {
  readonly edited: EditedResource<EndpointDocument>;
  readonly cancelledDeliveries: number;
}

type EditParts = Pick<ApiParts, "store" | "applyChanges">;

/**
 * Changes an endpoint that the API manages; the change is in force when this resolves.
 *
 * @throws ApiRefusal `not_found`, `managed_by_file`.
 */
export async function editEndpoint(
  parts: EditParts,
  { edit, ...editing }: EndpointEditing,
): Promise<EditedResource<EndpointDocument>> {
  const { edited } = await putEndpoint(parts, {
    ...editing,
    edit: (stored, resources) => {
      checkIsOfApi(stored, "endpoint", editing.caller);
      return edit(stored, resources);
    },
  });
  return edited;
}

/** Makes or changes an endpoint, whatever there is under its name. */
export async function putEndpoint(
  { store, applyChanges }: EditParts,
  editing: Omit<EndpointEditing, "edit"> & {
    readonly edit: (
      stored: StoredEndpoint | undefined,
      resources: OrganizationResources,
    ) => EndpointEdit | Promise<EndpointEdit>;
  },
): Promise<EndpointPut> {
  const { caller, name, edit, remember } = editing;
  const { organizationId, actor } = caller;
  const outcome = await store.resources.editEndpoint({ organizationId, name, actor, edit, remember });
  if (outcome.outcome === "already_answered") throw new ApiRefusal("idempotency_key_reused");
  if (outcome.outcome === "shared_path") throw new Error("an endpoint has no path");
  // Sources plan with the endpoints of their organization.
  await applyChanges();
  return outcome;
}
