import type { EventRowFilter } from "../events/event-rows.ts";
import type { IdRange } from "../event-hour.ts";
import { numberList } from "./number-list.ts";
import { toLikePattern } from "./like-pattern.ts";
import type { Value } from "./query.ts";

/** The first parameters of every statement that filters events `e`: the organization, and a range of ids. */
const RANGE_PARAMETERS = 3;

/**
 * What the range leaves to be told of an event, as conditions on its own row and its deliveries. The fences (`OFFSET 0`)
 * have deliveries looked up for each event of the range, which is bounded; as a join the planner would begin with all that
 * the endpoint or the state has.
 */
const REST = `
  ($4::bigint IS NULL OR e.received_at >= $4) AND ($5::bigint IS NULL OR e.received_at <= $5)
  AND ($6::bigint[] IS NULL OR e.source_id = ANY($6))
  AND ($7::jsonb IS NULL OR NOT EXISTS (SELECT 1 FROM jsonb_array_elements($7) AS l (patterns) WHERE NOT EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(l.patterns) AS p (pattern) WHERE e.event_type LIKE p.pattern)))
  AND ($8::boolean IS NULL OR (e.conflicts_with IS NOT NULL) = $8)
  AND ($9::boolean IS NULL OR e.is_repeat = $9)
  AND ($10::boolean IS NULL OR e.is_payload_unreadable = $10)
  AND (($11::text IS NULL AND $12::bigint IS NULL) OR EXISTS (
    SELECT 1 FROM deliveries d WHERE d.event_id = e.id AND ($12 IS NULL OR d.endpoint_id = $12)
      AND ($11 IS NULL OR d.state = $11) OFFSET 0))
  AND ($13::bigint IS NULL OR NOT EXISTS (
    SELECT 1 FROM deliveries d WHERE d.event_id = e.id AND d.endpoint_id = $13 OFFSET 0))`;

/** Events that fit a filter, within a range of ids that bounds how many are looked at. */
export const IN_RANGE = `e.organization_id = $1 AND e.id BETWEEN $2 AND $3 AND $14::bigint[] IS NULL AND ${REST}`;

/** The same for a list of ids: only those are looked at. */
export const AMONG_IDS = `e.id = ANY($14::bigint[]) AND e.organization_id = $1 AND e.id BETWEEN $2 AND $3
  AND ${REST}`;

/** The number of the parameter of the next condition that a statement adds. */
export const NEXT_PARAMETER = RANGE_PARAMETERS + 12;

/** The values of the parameters, in order. */
export function eventConditionValues(
  organizationId: number,
  range: IdRange,
  filter: EventRowFilter,
): readonly Value[] {
  return [
    organizationId,
    range.first,
    range.last,
    filter.receivedFrom ?? null,
    filter.receivedTo ?? null,
    filter.sourceIds === undefined ? null : numberList(filter.sourceIds),
    filter.typePatterns === undefined
      ? null
      : JSON.stringify(filter.typePatterns.map((patterns) => patterns.map(toLikePattern))),
    filter.isConflict ?? null,
    filter.isRepeat ?? null,
    filter.isPayloadUnreadable ?? null,
    filter.deliveryState ?? null,
    filter.endpointId ?? null,
    filter.missedByEndpointId ?? null,
    filter.ids === undefined ? null : numberList(filter.ids),
  ];
}
