import type { FilterValues } from "../../filters/define-filters.ts";
import { sinceToFrom } from "../../filters/span-filter.ts";
import type { CallArguments } from "@countersign/contract/slim-client";
import type { Routes } from "@countersign/contract";
import type { inboxFilters } from "./inbox-filters.ts";

type EventsQuery = NonNullable<NonNullable<CallArguments<Routes["listEvents"]>[0]>["query"]>;

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
