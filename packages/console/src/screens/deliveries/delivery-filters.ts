import { defineFilters } from "../../filters/define-filters.ts";
import type { FilterValues } from "../../filters/define-filters.ts";
import { nameFilter } from "../../filters/name-filter.ts";
import { sinceFilter } from "../../filters/span-filter.ts";

/** The states of a delivery as people choose between them. */
export const deliveryStateChoices = {
  pending: "pending",
  in_flight: "in flight",
  delivered: "delivered",
  failed: "failed",
  held: "held",
  cancelled: "cancelled",
} as const;

/** What deliveries can be narrowed by; each is a name in the URL. */
export const deliveryFilters = defineFilters({
  state: { kind: "choice", label: "State", choices: deliveryStateChoices },
  endpoint: nameFilter("Endpoint"),
  source: nameFilter("Source"),
  since: { ...sinceFilter, label: "Made" },
  replay: { kind: "text", label: "Replay", placeholder: "rpl_…", pattern: /^rpl_[0-9a-hjkmnp-tv-z]{20}$/ },
});

/** The filters that are set. */
export type DeliveryFilterValues = FilterValues<typeof deliveryFilters>;
