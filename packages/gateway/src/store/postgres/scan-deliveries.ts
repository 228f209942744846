import { ATTEMPT_COLUMNS, toAttemptRow } from "../attempt-columns.ts";
import type { AttemptColumns } from "../attempt-columns.ts";
import { DELIVERY_COLUMNS, DELIVERY_DETAILS, toListedDeliveryRow } from "../deliveries/delivery-columns.ts";
import type { DeliveryColumns } from "../deliveries/delivery-columns.ts";
import type { DeliveryPosition, DeliveryRowFilter, NamedAttemptRow } from "../deliveries/delivery-rows.ts";
import { afterLook, lookOf, rangeOf } from "../deliveries/delivery-walk.ts";
import type { DeliveryLook, DeliveryWalk } from "../deliveries/delivery-walk.ts";
import type { IdRange } from "../event-hour.ts";
import { numberList } from "./number-list.ts";
import type { Operation } from "./operation.ts";
import { planEachTime, prepare } from "./query.ts";
import type { Query, Transaction, Value } from "./query.ts";

interface WalkText {
  readonly from: string;
  readonly where: string;
  readonly order: string;
}

/**
 * From deliveries to their events. The fences (`OFFSET 0`), here and below, have the other table looked up row by row:
 * a join leaves the planner the choice to read much more than the walk allows.
 */
const THEIR_EVENTS = `deliveries d
  CROSS JOIN LATERAL (SELECT * FROM events WHERE id = d.event_id OFFSET 0) e`;
const IN_STATE = "($5::text IS NULL OR d.state = $5)";
const BY_EVENT = "d.event_id DESC, d.endpoint_id DESC, d.id DESC";

/**
 * Every walk goes along its index, so that a look ends with the rows that $2 and $3 bound. What the index says already is
 * not said twice: the planner would expect fewer rows than there are, and rather sort them.
 */
const walks: Readonly<Record<DeliveryWalk, WalkText>> = {
  endpoint: {
    from: THEIR_EVENTS,
    where: `d.endpoint_id = $6 AND d.id BETWEEN $2 AND $3 AND $11::bigint IS NULL AND ${IN_STATE}`,
    order: "d.id DESC",
  },
  stuckAtEndpoint: {
    from: THEIR_EVENTS,
    where: `d.endpoint_id = $6 AND d.stuck_state = $5 AND d.id BETWEEN $2 AND $3
      AND $11::bigint IS NULL`,
    order: "d.id DESC",
  },
  stuck: {
    from: THEIR_EVENTS,
    where: `d.organization_id = $1 AND d.stuck_state = $5
      AND d.event_id BETWEEN $2 AND $3 AND $11::bigint IS NULL`,
    order: BY_EVENT,
  },
  // Compared as rows, because only the index of replays has this order; that of events would pass all that came later.
  replay: {
    from: THEIR_EVENTS,
    where: `d.replay_id IS NOT NULL AND (d.replay_id, d.event_id) >= ($11::bigint, $2::bigint)
      AND (d.replay_id, d.event_id) <= ($11::bigint, $3::bigint) AND ${IN_STATE}`,
    order: `d.replay_id DESC, ${BY_EVENT}`,
  },
  events: {
    from: "events e CROSS JOIN LATERAL (SELECT * FROM deliveries WHERE event_id = e.id OFFSET 0) d",
    where: `e.organization_id = $1 AND e.id BETWEEN $2 AND $3 AND ($11::bigint IS NULL OR d.replay_id = $11)
      AND ${IN_STATE}`,
    order: "e.id DESC, d.endpoint_id DESC, d.id DESC",
  },
};

const lists: Readonly<Record<DeliveryWalk, Query<DeliveryColumns>>> = {
  endpoint: listing(walks.endpoint),
  stuckAtEndpoint: listing(walks.stuckAtEndpoint),
  stuck: listing(walks.stuck),
  replay: listing(walks.replay),
  events: listing(walks.events),
};

function listing({ from, where, order }: WalkText): Query<DeliveryColumns> {
  return planEachTime(
    `SELECT ${DELIVERY_COLUMNS} FROM ${from} ${DELIVERY_DETAILS}
     WHERE ${where} AND d.organization_id = $1
       AND ($4::bigint IS NULL OR (d.event_id, d.endpoint_id, d.id) < ($4, $12::bigint, $13::bigint))
       AND ($6::bigint IS NULL OR d.endpoint_id = $6)
       AND ($7::bigint[] IS NULL OR e.source_id = ANY($7))
       AND ($8::bigint IS NULL OR d.created_at >= $8) AND ($9::bigint IS NULL OR d.created_at <= $9)
       AND ($10::bigint IS NULL OR (d.state = 'pending' AND coalesce(d.due_at, 0) <= $10))
     ORDER BY ${order} LIMIT $14`,
  );
}

interface Edge {
  readonly id: number;
}

const lastNumber = prepare<Edge>(
  "SELECT last_delivery_id AS id FROM endpoint_state WHERE endpoint_id = $1 AND organization_id = $2",
);
const lowestStuckNumber = planEachTime<Edge>(
  `SELECT id FROM deliveries WHERE endpoint_id = $1 AND stuck_state = $2 AND id <= $3
   ORDER BY id DESC LIMIT 1 OFFSET $4`,
);
const lowestStuck = planEachTime<Edge>(
  `SELECT event_id AS id FROM deliveries
   WHERE organization_id = $1 AND stuck_state = $2 AND event_id <= $3
   ORDER BY event_id DESC LIMIT 1 OFFSET $4`,
);
// As in the walk.
const lowestOfReplay = planEachTime<Edge>(
  `SELECT event_id AS id FROM deliveries WHERE replay_id IS NOT NULL
     AND (replay_id, event_id) >= ($1::bigint, 0) AND (replay_id, event_id) <= ($1::bigint, $2::bigint)
   ORDER BY replay_id DESC, event_id DESC LIMIT 1 OFFSET $3`,
);
const lowestEvent = planEachTime<Edge>(
  "SELECT id FROM events WHERE organization_id = $1 AND id <= $2 ORDER BY id DESC LIMIT 1 OFFSET $3",
);

interface OrganizationFilter extends DeliveryRowFilter {
  readonly organizationId: number;
}

/** The lowest number that the walk may look at now, and undefined where it may go to the end. */
async function lowest(
  transaction: Transaction,
  { walk, last }: DeliveryLook,
  filter: OrganizationFilter & { readonly maxScanned: number },
): Promise<number | undefined> {
  const { organizationId, endpointId = 0, state = "", replayId = 0, maxScanned } = filter;
  const offset = maxScanned - 1;
  switch (walk) {
    case "endpoint": {
      const { id = 0 } = (await lastNumber.get(transaction, endpointId, organizationId)) ?? {};
      const top = Math.min(last, id);
      return top > offset ? top - offset : undefined;
    }
    case "stuckAtEndpoint":
      return (await lowestStuckNumber.get(transaction, endpointId, state, last, offset))?.id;
    case "stuck":
      return (await lowestStuck.get(transaction, organizationId, state, last, offset))?.id;
    case "replay":
      return (await lowestOfReplay.get(transaction, replayId, last, offset))?.id;
    case "events":
      return (await lowestEvent.get(transaction, organizationId, last, offset))?.id;
  }
}

export const scanDeliveries: Operation<"scanDeliveries"> = async (
  transaction,
  organizationId,
  filter,
  scan,
) => {
  const look = lookOf(filter, scan);
  const ofOrganization = { ...filter, organizationId };
  const edge =
    look.ofEvent === undefined
      ? await lowest(transaction, look, { ...ofOrganization, maxScanned: scan.maxScanned })
      : undefined;
  const after = look.isByNumber ? undefined : scan.after;
  const values = parameters(ofOrganization, rangeOf(look, edge), after);
  const columns = await lists[look.walk].all(transaction, ...values, scan.limit);
  return afterLook(look, edge, { rows: columns.map(toListedDeliveryRow), limit: scan.limit });
};

function parameters(
  filter: OrganizationFilter,
  range: IdRange,
  after: DeliveryPosition | undefined,
): readonly Value[] {
  return [
    filter.organizationId,
    range.first,
    range.last,
    after?.eventId ?? null,
    filter.state ?? null,
    filter.endpointId ?? null,
    filter.sourceIds === undefined ? null : numberList(filter.sourceIds),
    filter.createdFrom ?? null,
    filter.createdTo ?? null,
    filter.dueAt ?? null,
    filter.replayId ?? null,
    after?.endpointId ?? null,
    after?.id ?? null,
  ];
}

const read = prepare<DeliveryColumns>(
  `SELECT ${DELIVERY_COLUMNS} FROM deliveries d JOIN events e ON e.id = d.event_id ${DELIVERY_DETAILS}
   WHERE d.organization_id = $1 AND d.endpoint_id = $2 AND d.id = $3 AND d.created_at = $4`,
);

export const readDelivery: Operation<"readDelivery"> = async (
  transaction,
  organizationId,
  { endpointId, id, createdAt },
) => {
  const row = await read.get(transaction, organizationId, endpointId, id, createdAt);
  return row === undefined ? undefined : toListedDeliveryRow(row);
};

const attemptsOf = prepare<AttemptColumns & Pick<NamedAttemptRow, "secretName">>(
  `SELECT ${ATTEMPT_COLUMNS}, s.name AS "secretName" FROM attempts a LEFT JOIN secrets s ON s.id = a.secret_id
   WHERE a.endpoint_id = $1 AND a.delivery_id = $2 AND a.organization_id = $3 ORDER BY a.ordinal`,
);

export const listAttempts: Operation<"listAttempts"> = async (
  transaction,
  organizationId,
  { endpointId, id },
) => {
  const rows = await attemptsOf.all(transaction, endpointId, id, organizationId);
  return rows.map(({ secretName, ...columns }) => ({ ...toAttemptRow(columns), secretName }));
};
