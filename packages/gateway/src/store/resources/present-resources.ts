import type { OrganizationResources } from "./resource-store.ts";

/** What an organization has, deleted resources left out. */
export function presentResources({
  schemes,
  sources,
  endpoints,
}: OrganizationResources): OrganizationResources {
  return {
    schemes,
    sources: sources.filter(({ disabledReason }) => disabledReason !== "deleted"),
    endpoints: endpoints.filter(({ disabledReason }) => disabledReason !== "deleted"),
  };
}
