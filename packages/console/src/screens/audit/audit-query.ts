import type { CallOf } from "../../api/call-route.ts";
import { sinceToFrom } from "../../filters/span-filter.ts";
import type { AuditFilterValues } from "./audit-filters.ts";

export type AuditQuery = NonNullable<CallOf<"listAuditEntries">["query"]>;

/** What the filters of the URL are to the API. */
export function auditQuery({ action, actor, kind, resource, since, order }: AuditFilterValues): AuditQuery {
  const from = sinceToFrom(since);
  return {
    order: order === "asc" ? "asc" : "desc",
    ...(action !== undefined && { action }),
    ...(actor !== undefined && { actor }),
    ...(kind !== undefined && { resourceKind: kind }),
    ...(resource !== undefined && { resource }),
    ...(from !== undefined && { from }),
  };
}
