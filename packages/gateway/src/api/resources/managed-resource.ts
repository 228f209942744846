import type { ResourceFacts } from "../../store/configure/stored-resource.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { Caller } from "../handler.ts";

type ManagedKind = "scheme" | "source" | "endpoint";

/** What entries of the configuration file are told apart by. */
const keyOf = { scheme: "id", source: "name", endpoint: "name" } as const;

/**
 * Refuses to delete what is not there, or is the configuration file's. What has left the file may be deleted.
 *
 * @throws ApiRefusal as {@link checkIsOfApi}.
 */
export function checkIsDeletable<Stored extends ResourceFacts & { readonly name: string }>(
  stored: Stored | undefined,
  kind: ManagedKind,
  caller: Caller,
): asserts stored is Stored {
  if (stored?.disabledReason !== "removed") checkIsOfApi(stored, kind, caller);
}

/**
 * Refuses to change what is not there, or is the configuration file's.
 *
 * @param kind What the path calls it.
 * @throws ApiRefusal `not_found`, `managed_by_file` with the entry of the file.
 */
export function checkIsOfApi<Stored extends ResourceFacts & { readonly name: string }>(
  stored: Stored | undefined,
  kind: ManagedKind,
  { organization }: Caller,
): asserts stored is Stored {
  if (stored === undefined) throw new ApiRefusal("not_found");
  if (stored.managedBy === "api") return;
  const entry = `organizations[name=${organization}].${kind}s[${keyOf[kind]}=${stored.name}]`;
  const problem = { in: "path", pointer: `/${kind}`, expected: `a ${kind} that the API manages` } as const;
  throw new ApiRefusal("managed_by_file", {
    problems: [{ ...problem, found: `${entry} of the configuration file` }],
  });
}
