import type { Scheme } from "countersign";
import { schemeUsers, usersWithoutFit } from "../../config/scheme-users.ts";
import { planScheme } from "../configure/plan-scheme.ts";
import type { StoredOrganization, StoredScheme } from "../configure/stored-resource.ts";
import { editConfiguration } from "./edit-configuration.ts";
import type { EditParts, EditTry, PlannedEdit } from "./edit-configuration.ts";
import { factsOf } from "./facts-of.ts";
import { presentResources } from "./present-resources.ts";
import type { EditRequest, SchemeEdit, SchemeEditOutcome, SchemeStillNamed } from "./resource-store.ts";

type Request = EditRequest<StoredScheme, SchemeEdit>;
type Planned = PlannedEdit<Scheme, SchemeStillNamed>;

/** Makes, changes or deletes a scheme of an organization; see the guarantee of the store. */
export function editScheme(parts: EditParts, request: Request): Promise<SchemeEditOutcome> {
  return editConfiguration(parts, request, async ({ organization, draft }): Promise<Planned> => {
    const resources = presentResources(organization);
    const stored = resources.schemes.find(({ name }) => name === request.name);
    const edit = await request.edit(stored, resources);
    return edit.isDeleted === true
      ? planDeletion(organization, draft, { stored, edit })
      : planChange(organization, draft, { stored, edit });
  });
}

interface Wanted {
  readonly stored: StoredScheme | undefined;
  readonly edit: SchemeEdit;
}

function planDeletion(
  organization: StoredOrganization,
  draft: EditTry["draft"],
  { stored, edit }: Wanted,
): Planned {
  if (stored === undefined) throw new Error("an edit deletes what it was shown");
  const users = schemeUsers(organization, stored.name);
  if (users.length > 0) return { ended: { outcome: "in_use", users } };
  draft.deletedSchemes.push(stored.id);
  return { edited: { document: edit.document, facts: stored }, note: edit.note, openDeliveries: 0 };
}

async function planChange(
  organization: StoredOrganization,
  draft: EditTry["draft"],
  { stored, edit }: Wanted,
): Promise<Planned> {
  const { document: scheme, note } = edit;
  const users = stored === undefined ? [] : usersWithoutFit(organization, scheme);
  if (users.length > 0) return { ended: { outcome: "unfit", users } };
  const wanted = { scheme, managedBy: "api", isTouched: true } as const;
  const row = await planScheme(draft, organization.id, { stored, wanted });
  if (row === undefined) throw new Error("an edit writes its row");
  return { edited: { document: scheme, facts: factsOf(row) }, note, openDeliveries: 0 };
}
