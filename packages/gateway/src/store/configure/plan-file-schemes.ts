import type { OrganizationDocument } from "../../config/configuration.ts";
import type { ChangeDraft } from "./change-draft.ts";
import { checkSchemeUsers } from "./check-scheme-users.ts";
import { planScheme } from "./plan-scheme.ts";
import type { StoredOrganization } from "./stored-resource.ts";

/**
 * Adds to the draft what makes the organization's schemes of the configuration file the wanted ones. One that has left the
 * file is deleted where `prunes`, else kept for what names it.
 *
 * @throws GatewayError `configuration_conflict` as `checkSchemeUsers`.
 */
export async function planFileSchemes(
  draft: ChangeDraft,
  stored: StoredOrganization,
  file: { readonly wanted: OrganizationDocument; readonly prunes: boolean },
): Promise<void> {
  checkSchemeUsers(stored, file);
  const left = new Map(stored.schemes.map((scheme) => [scheme.name, scheme]));
  for (const scheme of file.wanted.schemes ?? []) {
    await planScheme(draft, stored.id, {
      stored: left.get(scheme.id),
      wanted: { scheme, managedBy: "file" },
    });
    left.delete(scheme.id);
  }
  for (const { id, managedBy, disabledReason } of left.values()) {
    if (managedBy === "api") continue;
    if (file.prunes) draft.deletedSchemes.push(id);
    else if (disabledReason === undefined) draft.disableScheme(id);
  }
}
