import type { CallOf } from "../../api/call-route.ts";
import { sinceToFrom } from "../../filters/span-filter.ts";
import type { DeliveryFilterValues } from "./delivery-filters.ts";

type DeliveriesQuery = NonNullable<CallOf<"listDeliveries">["query"]>;

/** What the filters of the URL are to the API. */
export function deliveriesQuery({ since, ...filters }: DeliveryFilterValues): DeliveriesQuery {
  const from = sinceToFrom(since);
  // Each value has been checked against its filter, and the API checks it again.
  return { ...filters, ...(from !== undefined && { from }) } as DeliveriesQuery;
}
