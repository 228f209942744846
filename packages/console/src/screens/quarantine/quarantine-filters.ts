import { defineFilters } from "../../filters/define-filters.ts";
import { nameFilter } from "../../filters/name-filter.ts";
import { sinceFilter } from "../../filters/span-filter.ts";

/** What refused requests can be narrowed by; each is a name in the URL. */
export const quarantineFilters = defineFilters({
  source: nameFilter("Source"),
  code: { kind: "text", label: "Refused as", placeholder: "no_match", pattern: /^[a-z_]{1,40}$/ },
  since: sinceFilter,
});
