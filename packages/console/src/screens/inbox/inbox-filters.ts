import { defineFilters } from "../../filters/define-filters.ts";
import { nameFilter } from "../../filters/name-filter.ts";
import { sinceFilter } from "../../filters/span-filter.ts";
import { typeFilter } from "../../filters/type-filter.ts";
import { deliveryStateChoices } from "../deliveries/delivery-filters.ts";

/** What the inbox can be narrowed by; each is a name in its URL. */
export const inboxFilters = defineFilters({
  source: nameFilter("Source"),
  type: typeFilter,
  since: sinceFilter,
  deliveryState: { kind: "choice", label: "Delivery", choices: deliveryStateChoices },
  endpoint: nameFilter("Endpoint"),
  marked: {
    kind: "choice",
    label: "Marked",
    choices: { conflict: "conflict", repeat: "repeat", unreadable: "unreadable" },
  },
});
