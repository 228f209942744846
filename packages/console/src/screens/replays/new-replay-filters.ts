import type { CallOf } from "../../api/call-route.ts";
import { defineFilters } from "../../filters/define-filters.ts";
import type { FilterValues } from "../../filters/define-filters.ts";
import { nameFilter } from "../../filters/name-filter.ts";
import { sinceFilter, sinceToFrom } from "../../filters/span-filter.ts";
import { typeFilter } from "../../filters/type-filter.ts";
import { deliveryStateChoices } from "../deliveries/delivery-filters.ts";

/** What a new replay can be narrowed by. */
export const newReplayFilters = defineFilters({
  source: nameFilter("Source"),
  type: typeFilter,
  since: sinceFilter,
  endpoint: nameFilter("Delivered to"),
  deliveryState: { kind: "choice", label: "Delivery", choices: deliveryStateChoices },
});

/** The filters that are set. */
export type NewReplayFilterValues = FilterValues<typeof newReplayFilters>;

/** What the filters are to the API. */
export function replayFilter({
  since,
  type,
  ...filters
}: NewReplayFilterValues): CallOf<"previewReplay">["body"]["filter"] {
  const from = sinceToFrom(since);
  // Each value has been checked against its filter, and the API checks it again.
  return {
    ...filters,
    ...(type !== undefined && { types: [type] }),
    ...(from !== undefined && { from }),
  } as CallOf<"previewReplay">["body"]["filter"];
}
