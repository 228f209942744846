import type { ApiParts } from "../api-parts.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { Caller, Handlers } from "../handler.ts";
import { pageAfter } from "../page-after.ts";

export function organizationHandlers({
  store,
}: Pick<ApiParts, "store">): Handlers<"listOrganizations" | "getOrganization"> {
  const own = async ({ organizationId }: Caller): Promise<{ name: string; configVersion: number }> => {
    const all = await store.organizations.list();
    const found = all.find(({ id }) => id === organizationId);
    if (found === undefined) throw new ApiRefusal("not_found");
    return { name: found.name, configVersion: found.configVersion };
  };
  return {
    listOrganizations: async ({ caller, query }) => pageAfter([await own(caller)], query, ({ name }) => name),
    getOrganization: async ({ caller, params }) => {
      const organization = await own(caller);
      if (organization.name !== params.organization) throw new ApiRefusal("not_found");
      return organization;
    },
  };
}
