import type { ReplayPlan } from "../replay/replay-rows.ts";
import type { DeadLetter, ReplaySpan, ReplayTarget, ReplayTargets } from "../replay/replay-targets.ts";
import type { Database } from "./driver.ts";
import { AMONG_IDS, IN_RANGE, NEXT_PARAMETER, eventConditionValues } from "./event-conditions.ts";
import { prepare } from "./query.ts";
import { eventWindows } from "./scan-events.ts";

interface FoundEvent {
  readonly id: number;
  readonly isReadable: number;
}

/** Finds what a replay has to do with the events after its position, in the order of their commit. */
export function findReplayTargets(database: Database): (plan: ReplayPlan, span: ReplaySpan) => ReplayTargets {
  const windowOf = eventWindows(database);
  const listing = (conditions: string): ReturnType<typeof prepare<FoundEvent>> =>
    prepare<FoundEvent>(
      database,
      `SELECT e.id, e.payload_purged_at IS NULL AS isReadable FROM events e
       WHERE ${conditions} ORDER BY e.id LIMIT ?${NEXT_PARAMETER}`,
    );
  const inRange = listing(IN_RANGE);
  const amongIds = listing(AMONG_IDS);
  const deadLetters = prepare<DeadLetter>(
    database,
    `SELECT endpoint_id AS endpointId, id FROM deliveries
     WHERE event_id = ?1 AND state = 'failed' AND (?2 IS NULL OR endpoint_id = ?2)`,
  );
  const knownEndpoints = prepare<{ readonly endpointId: number }>(
    database,
    `SELECT DISTINCT d.endpoint_id AS endpointId FROM deliveries d JOIN endpoints n ON n.id = d.endpoint_id
     WHERE d.event_id = ?1 AND (?2 IS NULL OR d.endpoint_id = ?2) AND (?3 IS NULL OR d.state = ?3)
       AND (n.disabled_reason IS NULL OR n.disabled_reason <> 'deleted')`,
  );
  const open = prepare<{ readonly one: number }>(
    database,
    `SELECT 1 AS one FROM deliveries
     WHERE event_id = ? AND endpoint_id = ? AND state IN ('pending', 'in_flight') LIMIT 1`,
  );
  const isOpen = (eventId: number, endpointId: number): boolean =>
    open.get(eventId, endpointId) !== undefined;

  function targetOf({ what, filter, toEndpointId }: ReplayPlan, event: FoundEvent): ReplayTarget {
    const found = { eventId: event.id, isReadable: event.isReadable === 1 };
    if (what === "retry_failed") {
      return { ...found, retried: deadLetters.all(event.id, filter.endpointId ?? null), endpointIds: [] };
    }
    const known = (): readonly number[] =>
      knownEndpoints
        .all(event.id, filter.endpointId ?? null, filter.deliveryState ?? null)
        .map(({ endpointId }) => endpointId);
    const wanted = toEndpointId === undefined ? known() : [toEndpointId];
    // What is on its way there already needs no second delivery.
    return { ...found, retried: [], endpointIds: wanted.filter((id) => !isOpen(event.id, id)) };
  }

  return (plan, { organizationId, position, endPosition, maxScanned, limit }) => {
    const { filter } = plan;
    const scan = { order: "asc", after: position, end: endPosition, limit, maxScanned } as const;
    const found = windowOf(organizationId, filter, scan);
    if (found === undefined) return { targets: [], position: endPosition, isAtEnd: true };
    const values = eventConditionValues(organizationId, found.range, filter);
    const statement = filter.ids === undefined ? inRange : amongIds;
    const events = statement.all(...values, limit);
    const targets = events.map((event) => targetOf(plan, event));
    const last = events.at(-1);
    if (events.length === limit && last !== undefined) return { targets, position: last.id, isAtEnd: false };
    return { targets, position: found.next ?? endPosition, isAtEnd: found.next === null };
  };
}
