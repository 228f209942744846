import { NEEDING_STATES } from "../../retention/needing-states.ts";
import { numberList } from "../number-list.ts";
import { prepare } from "../query.ts";
import type { Query, Transaction } from "../query.ts";

interface Needed {
  readonly id: number;
}

// Asked by the ids that were found, and not as a condition on events: the planner would rather read all deliveries once
// than look each of a page's events up, because it does not know how few they are.
const open = prepare<Needed>(
  `SELECT DISTINCT event_id AS id FROM deliveries
   WHERE event_id = ANY($1::bigint[]) AND state IN ${NEEDING_STATES}`,
);
const holdingUp = prepare<Needed>(
  `SELECT DISTINCT d.event_id AS id FROM deliveries d JOIN deliveries w ON w.order_line_id = d.order_line_id
   WHERE d.event_id = ANY($1::bigint[]) AND d.state = 'failed' AND w.is_waiting`,
);

/** Of these events those with a delivery that needs the payload. */
export function openEvents(
  transaction: Transaction,
  eventIds: readonly number[],
): Promise<ReadonlySet<number>> {
  return ask(open, transaction, eventIds);
}

/**
 * Of these events those with a dead letter that others wait behind, because of their ordering key: it says why they wait, and
 * deleting it would break their order.
 */
export function eventsHoldingUp(
  transaction: Transaction,
  eventIds: readonly number[],
): Promise<ReadonlySet<number>> {
  return ask(holdingUp, transaction, eventIds);
}

async function ask(
  query: Query<Needed>,
  transaction: Transaction,
  eventIds: readonly number[],
): Promise<ReadonlySet<number>> {
  if (eventIds.length === 0) return new Set();
  const rows = await query.all(transaction, numberList(eventIds));
  return new Set(rows.map(({ id }) => id));
}
