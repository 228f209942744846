import type { EventRowFilter } from "../events/event-rows.ts";
import type { Value } from "./driver.ts";

/** The first parameters of every statement that filters events `e`: the organization, and a range of ids. */
const RANGE_PARAMETERS = 3;

/** What the range leaves to be told of an event, as conditions on its own row and its deliveries. */
const REST = `
  (?4 IS NULL OR e.received_at >= ?4) AND (?5 IS NULL OR e.received_at <= ?5)
  AND (?6 IS NULL OR e.source_id IN (SELECT value FROM json_each(?6)))
  AND (?7 IS NULL OR NOT EXISTS (SELECT 1 FROM json_each(?7) l WHERE NOT EXISTS (
    SELECT 1 FROM json_each(l.value) p WHERE e.event_type GLOB p.value)))
  AND (?8 IS NULL OR (e.conflicts_with IS NOT NULL) = ?8)
  AND (?9 IS NULL OR e.is_repeat = ?9)
  AND (?10 IS NULL OR e.is_payload_unreadable = ?10)
  AND ((?11 IS NULL AND ?12 IS NULL) OR EXISTS (
    SELECT 1 FROM deliveries d WHERE d.event_id = e.id AND (?12 IS NULL OR d.endpoint_id = ?12)
      AND (?11 IS NULL OR d.state = ?11)))
  AND (?13 IS NULL OR NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.event_id = e.id AND d.endpoint_id = ?13))`;

/** Events that fit a filter, within a range of ids that bounds how many are looked at. */
export const IN_RANGE = `e.organization_id = ?1 AND e.id BETWEEN ?2 AND ?3 AND ?14 IS NULL AND ${REST}`;

/** The same for a list of ids: only those are looked at. */
export const AMONG_IDS = `e.id IN (SELECT value FROM json_each(?14)) AND e.organization_id = ?1
  AND e.id BETWEEN ?2 AND ?3 AND ${REST}`;

/** The parameter of the next condition that a statement adds. */
export const NEXT_PARAMETER = RANGE_PARAMETERS + 12;

/** The values of the parameters, in order. */
export function eventConditionValues(
  organizationId: number,
  range: { readonly first: number; readonly last: number },
  filter: EventRowFilter,
): readonly Value[] {
  return [
    organizationId,
    range.first,
    range.last,
    filter.receivedFrom ?? null,
    filter.receivedTo ?? null,
    filter.sourceIds === undefined ? null : JSON.stringify(filter.sourceIds),
    filter.typePatterns === undefined
      ? null
      : JSON.stringify(filter.typePatterns.map((patterns) => patterns.map(toGlob))),
    flagOrNull(filter.isConflict),
    flagOrNull(filter.isRepeat),
    flagOrNull(filter.isPayloadUnreadable),
    filter.deliveryState ?? null,
    filter.endpointId ?? null,
    filter.missedByEndpointId ?? null,
    filter.ids === undefined ? null : JSON.stringify(filter.ids),
  ];
}

function flagOrNull(value: boolean | undefined): number | null {
  return value === undefined ? null : Number(value);
}

/** SQLite's GLOB knows `?` and `[…]` beside `*`; ours does not. */
function toGlob(pattern: string): string {
  return pattern.replaceAll(/[?[]/g, "[$&]");
}
