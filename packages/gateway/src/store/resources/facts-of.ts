import type { EndpointRow, SchemeRow, SourceRow } from "../configuration-rows.ts";
import type { ResourceFacts } from "../configure/stored-resource.ts";

/** What a row tells beside its definition. */
export function factsOf({
  id,
  managedBy,
  version,
  createdAt,
  disabledReason,
}: SchemeRow | SourceRow | EndpointRow): ResourceFacts {
  return { id, managedBy, version, createdAt, ...(disabledReason !== null && { disabledReason }) };
}
