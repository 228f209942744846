import type { FilterValues } from "../../filters/define-filters.ts";
import { sinceToFrom } from "../../filters/span-filter.ts";
import type { quarantineFilters } from "./quarantine-filters.ts";

/** What the API narrows refused requests by. */
export interface QuarantineQuery {
  readonly source?: string;
  readonly code?: string;
  readonly from?: string;
  readonly to?: string;
}

/** What the filters of the URL are to the API. */
export function quarantineQuery(values: FilterValues<typeof quarantineFilters>): QuarantineQuery {
  const { source, code, since } = values;
  const from = sinceToFrom(since);
  return {
    ...(source !== undefined && { source }),
    ...(code !== undefined && { code }),
    ...(from !== undefined && { from }),
  };
}
