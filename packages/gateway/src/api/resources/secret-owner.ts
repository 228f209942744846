import type { SourceDocument } from "../../config/configuration.ts";
import type { SecretOwner } from "../../store/configuration-rows.ts";
import type { OrganizationResources } from "../../store/resources/resource-store.ts";
import { ApiRefusal } from "../api-refusal.ts";

/** Whose secrets a path means: an endpoint's, a source's, or those of a caller of it. */
export type OwnerPath =
  { readonly endpoint: string } | { readonly source: string; readonly caller?: string | undefined };

/**
 * Finds the owner of secrets among an organization's resources.
 *
 * @throws ApiRefusal `not_found`.
 */
export function findOwner(
  { sources, endpoints }: OrganizationResources,
  path: OwnerPath,
): { readonly kind: SecretOwner; readonly id: number } {
  if ("endpoint" in path) {
    return { kind: "endpoint", id: idOf(endpoints.find(({ name }) => name === path.endpoint)) };
  }
  const source = sources.find(({ name }) => name === path.source);
  if (path.caller === undefined) return { kind: "source", id: idOf(source) };
  return { kind: "caller", id: idOf(source?.callers.find(({ name }) => name === path.caller)) };
}

/**
 * Gives the place of a caller among those of its source.
 *
 * @throws ApiRefusal `not_found`.
 */
export function callerIndex({ callers }: SourceDocument, name: string): number {
  const index = callers.findIndex((caller) => caller.name === name);
  if (index === -1) throw new ApiRefusal("not_found");
  return index;
}

function idOf(found: { readonly id: number } | undefined): number {
  if (found === undefined) throw new ApiRefusal("not_found");
  return found.id;
}
