import { defineFilters } from "../../filters/define-filters.ts";
import { nameFilter } from "../../filters/name-filter.ts";

/** How far back the numbers go, as the API has them. */
export const ranges = { "1h": "1 h", "24h": "24 h", "7d": "7 d" } as const;

export type Range = keyof typeof ranges;

/** Where the URL says nothing. */
const DEFAULT_RANGE: Range = "24h";

export const sourceFilters = defineFilters({ source: nameFilter("Source") });

/** What the overview's URL says. */
export const overviewFilters = defineFilters({
  range: { kind: "choice", label: "Range", choices: ranges },
  ...sourceFilters,
});

/** The range of a URL that was read. */
export function rangeOf({ range }: { readonly range?: string }): Range {
  return (Object.keys(ranges) as readonly Range[]).find((each) => each === range) ?? DEFAULT_RANGE;
}
