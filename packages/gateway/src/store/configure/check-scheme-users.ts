import type { Scheme } from "countersign";
import type { OrganizationDocument } from "../../config/configuration.ts";
import { schemeUsers, usersWithoutFit } from "../../config/scheme-users.ts";
import type { SchemeUser } from "../../config/scheme-users.ts";
import { GatewayError } from "../../errors.ts";
import { canonicalJson } from "./canonical-json.ts";
import { isOfApi } from "./is-of-api.ts";
import type { StoredOrganization, StoredScheme } from "./stored-resource.ts";

/**
 * @throws GatewayError `configuration_conflict` where the file deletes a scheme that a resource of the API names, or changes
 * it so that the resource could no longer be used. The file's own resources were checked when it was read.
 */
export function checkSchemeUsers(
  stored: StoredOrganization,
  { wanted, prunes }: { readonly wanted: OrganizationDocument; readonly prunes: boolean },
): void {
  const ofApi = {
    name: stored.name,
    sources: stored.sources.filter(isOfApi),
    endpoints: stored.endpoints.filter(isOfApi),
  };
  const lostUsers = (before: StoredScheme, after: Scheme | undefined): readonly SchemeUser[] => {
    if (after === undefined) return prunes ? schemeUsers(ofApi, before.name) : [];
    const isSame = canonicalJson(before.scheme) === canonicalJson(after);
    return isSame ? [] : usersWithoutFit(ofApi, after);
  };
  for (const before of stored.schemes.filter(({ managedBy }) => managedBy === "file")) {
    const after = wanted.schemes?.find(({ id }) => id === before.name);
    const [lost] = lostUsers(before, after);
    if (lost === undefined) continue;
    throw new GatewayError(
      "configuration_conflict",
      `organization ${stored.name}: the ${lost.kind} ${lost.name}, which the API manages, names the scheme ${before.name} and ` +
        `could not be used ${after === undefined ? "without it" : "with it as the file changes it"}`,
    );
  }
}
