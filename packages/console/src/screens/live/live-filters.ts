import { defineFilters } from "../../filters/define-filters.ts";
import type { FilterValues } from "../../filters/define-filters.ts";
import type { LiveRow } from "./live-row.ts";

/** What of all that happens is shown; what is left out is kept, and shows again when the filter is taken away. */
export const liveFilters = defineFilters({
  show: {
    kind: "choice",
    label: "Show",
    choices: { accepted: "accepted", refused: "refused", attempts: "attempts", troubles: "troubles" },
  },
  who: { kind: "text", label: "Source or endpoint", placeholder: "any", pattern: /^[a-z0-9-]{1,63}$/ },
  what: { kind: "text", label: "With", placeholder: "note", pattern: /^[!-~]{1,128}$/ },
});

/** The filters that are set. */
export type LiveFilterValues = FilterValues<typeof liveFilters>;

/** Whether a row is shown. */
export function isShown(row: LiveRow, { show, who, what }: LiveFilterValues): boolean {
  return (
    (show === undefined || row.kind === show) &&
    (who === undefined || row.who.includes(who)) &&
    (what === undefined || row.what.includes(what) || row.id.includes(what))
  );
}
