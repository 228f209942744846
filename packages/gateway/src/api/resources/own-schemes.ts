import type { Scheme } from "countersign";
import type { OrganizationResources } from "../../store/resources/resource-store.ts";

/** The schemes that the organization's sources and endpoints may name beside the built-in ones. */
export function ownSchemes({ schemes }: OrganizationResources): readonly Scheme[] {
  return schemes.map(({ scheme }) => scheme);
}
