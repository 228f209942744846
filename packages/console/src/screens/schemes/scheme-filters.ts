import { defineFilters } from "../../filters/define-filters.ts";

/** What schemes can be narrowed by. */
export const schemeFilters = defineFilters({
  origin: { kind: "choice", label: "Whose", choices: { built_in: "built in", custom: "your own" } },
});
