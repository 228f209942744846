import { defineFilters } from "../../filters/define-filters.ts";
import { nameFilter } from "../../filters/name-filter.ts";
import { sinceFilter } from "../../filters/span-filter.ts";

/** What the inbox can be narrowed by; each is a name in its URL. */
export const inboxFilters = defineFilters({
  source: nameFilter("Source"),
  type: { kind: "text", label: "Type", placeholder: "note.*", pattern: /^[!-~]{1,128}$/ },
  since: sinceFilter,
  deliveryState: {
    kind: "choice",
    label: "Delivery",
    choices: {
      pending: "pending",
      in_flight: "in flight",
      delivered: "delivered",
      failed: "failed",
      held: "held",
      cancelled: "cancelled",
    },
  },
  endpoint: nameFilter("Endpoint"),
  marked: {
    kind: "choice",
    label: "Marked",
    choices: { conflict: "conflict", repeat: "repeat", unreadable: "unreadable" },
  },
});
