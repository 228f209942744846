import type { ReplayPlan } from "../replay/replay-rows.ts";
import type { DeadLetter, ReplaySpan, ReplayTarget, ReplayTargets } from "../replay/replay-targets.ts";
import { AMONG_IDS, IN_RANGE, NEXT_PARAMETER, eventConditionValues } from "./event-conditions.ts";
import { numberList } from "./number-list.ts";
import { planEachTime } from "./query.ts";
import type { Query, Transaction } from "./query.ts";
import { eventWindow } from "./scan-events.ts";

interface FoundEvent {
  readonly id: number;
  readonly isReadable: boolean;
}

/** An endpoint to which a delivery of an event is made, or was. */
interface EventEndpoint {
  readonly eventId: number;
  readonly endpointId: number;
}

const inRange = listing(IN_RANGE);
const amongIds = listing(AMONG_IDS);

function listing(conditions: string): Query<FoundEvent> {
  return planEachTime(
    `SELECT e.id, e.payload_purged_at IS NULL AS "isReadable" FROM events e
     WHERE ${conditions} ORDER BY e.id LIMIT $${NEXT_PARAMETER}`,
  );
}

const deadLetters = planEachTime<EventEndpoint & DeadLetter>(
  `SELECT event_id AS "eventId", endpoint_id AS "endpointId", id FROM deliveries
   WHERE event_id = ANY($1::bigint[]) AND state = 'failed' AND ($2::bigint IS NULL OR endpoint_id = $2)
   ORDER BY endpoint_id, id`,
);
const knownEndpoints = planEachTime<EventEndpoint>(
  `SELECT DISTINCT d.event_id AS "eventId", d.endpoint_id AS "endpointId"
   FROM deliveries d JOIN endpoints n ON n.id = d.endpoint_id
   WHERE d.event_id = ANY($1::bigint[]) AND ($2::bigint IS NULL OR d.endpoint_id = $2)
     AND ($3::text IS NULL OR d.state = $3) AND (n.disabled_reason IS NULL OR n.disabled_reason <> 'deleted')
   ORDER BY "endpointId"`,
);
const openEndpoints = planEachTime<EventEndpoint>(
  `SELECT DISTINCT event_id AS "eventId", endpoint_id AS "endpointId" FROM deliveries
   WHERE event_id = ANY($1::bigint[]) AND ($2::bigint IS NULL OR endpoint_id = $2)
     AND state IN ('pending', 'in_flight')`,
);

/** Finds what a replay has to do with the events after its position, in the order of their commit. */
export async function findReplayTargets(
  transaction: Transaction,
  plan: ReplayPlan,
  { organizationId, position, endPosition, maxScanned, limit }: ReplaySpan,
): Promise<ReplayTargets> {
  const { filter } = plan;
  const scan = {
    organizationId,
    order: "asc",
    after: position,
    end: endPosition,
    limit,
    maxScanned,
  } as const;
  const found = await eventWindow(transaction, filter, scan);
  if (found === undefined) return { targets: [], position: endPosition, isAtEnd: true };
  const values = eventConditionValues(organizationId, found.range, filter);
  const statement = filter.ids === undefined ? inRange : amongIds;
  const events = await statement.all(transaction, ...values, limit);
  const targets = await targetsOf(transaction, plan, events);
  const last = events.at(-1);
  if (events.length === limit && last !== undefined) return { targets, position: last.id, isAtEnd: false };
  return { targets, position: found.next ?? endPosition, isAtEnd: found.next === null };
}

async function targetsOf(
  transaction: Transaction,
  plan: ReplayPlan,
  events: readonly FoundEvent[],
): Promise<readonly ReplayTarget[]> {
  if (events.length === 0) return [];
  const { what, filter, toEndpointId } = plan;
  const eventIds = numberList(events.map(({ id }) => id));
  const ofEndpoint = filter.endpointId ?? null;
  if (what === "retry_failed") {
    const failed = byEvent(await deadLetters.all(transaction, eventIds, ofEndpoint));
    return events.map((event) => ({
      ...toTarget(event),
      retried: (failed.get(event.id) ?? []).map(toDeadLetter),
    }));
  }
  const known =
    toEndpointId === undefined
      ? byEvent(await knownEndpoints.all(transaction, eventIds, ofEndpoint, filter.deliveryState ?? null))
      : undefined;
  const open = byEvent(await openEndpoints.all(transaction, eventIds, toEndpointId ?? ofEndpoint));
  return events.map((event) => {
    const wanted =
      toEndpointId === undefined
        ? (known?.get(event.id) ?? []).map(({ endpointId }) => endpointId)
        : [toEndpointId];
    // What is on its way there already needs no second delivery.
    const onTheWay = new Set(open.get(event.id)?.map(({ endpointId }) => endpointId));
    return { ...toTarget(event), endpointIds: wanted.filter((endpointId) => !onTheWay.has(endpointId)) };
  });
}

function toTarget({ id, isReadable }: FoundEvent): ReplayTarget {
  return { eventId: id, isReadable, retried: [], endpointIds: [] };
}

function toDeadLetter({ endpointId, id }: DeadLetter): DeadLetter {
  return { endpointId, id };
}

function byEvent<Row extends EventEndpoint>(rows: readonly Row[]): ReadonlyMap<number, readonly Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.eventId);
    if (group === undefined) groups.set(row.eventId, [row]);
    else group.push(row);
  }
  return groups;
}
