import type { Item } from "../../api/answer-types.ts";
import type { CallOf } from "../../api/call-route.ts";
import { deliveriesQuery } from "./deliveries-query.ts";
import type { DeliveryFilterValues } from "./delivery-filters.ts";

/** What a replay is narrowed by. */
export type ReplayFilter = CallOf<"previewReplay">["body"]["filter"];

type Chosen = Pick<Item<"listDeliveries">, "endpoint" | "event">;

/** The dead letters of chosen rows: those of their events, and of their endpoint where all have the same. */
export function retryFilterOfRows(rows: readonly Chosen[]): ReplayFilter {
  const events = [...new Set(rows.map(({ event }) => event))];
  const [endpoint, ...others] = new Set(rows.map((row) => row.endpoint));
  return { events, ...(endpoint !== undefined && others.length === 0 && { endpoint }) };
}

/** The dead letters among all that the filters of the screen show, loaded or not. */
export function retryFilterOfScreen(filters: DeliveryFilterValues): ReplayFilter {
  const { source, endpoint, from } = deliveriesQuery(filters);
  return {
    ...(source !== undefined && { source }),
    ...(endpoint !== undefined && { endpoint }),
    ...(from !== undefined && { from }),
  };
}
