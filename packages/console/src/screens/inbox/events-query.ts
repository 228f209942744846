import type { CallOf } from "../../api/call-route.ts";
import type { FilterValues } from "../../filters/define-filters.ts";
import { sinceToFrom } from "../../filters/span-filter.ts";
import type { inboxFilters } from "./inbox-filters.ts";

type EventsQuery = NonNullable<CallOf<"listEvents">["query"]>;

/** What the filters of the URL are to the API. */
export function eventsQuery({ since, marked, ...filters }: FilterValues<typeof inboxFilters>): EventsQuery {
  const from = sinceToFrom(since);
  // Each value has been checked against its filter, and the API checks it again.
  return {
    ...filters,
    ...(marked !== undefined && { [marked]: true }),
    ...(from !== undefined && { from }),
  } as EventsQuery;
}
