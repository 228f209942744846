import { lockEndpoints } from "./locks.ts";
import type { Operation } from "./operation.ts";
import { prepare } from "./query.ts";

const count = prepare<{ readonly open: number }>(
  "SELECT pending + in_flight + held AS open FROM endpoint_state WHERE endpoint_id = $1",
);

export const countOpenDeliveries: Operation<"countOpenDeliveries"> = async (transaction, endpointId) =>
  (await count.get(transaction, endpointId))?.open ?? 0;

interface OpenDelivery {
  readonly id: number;
  readonly state: "pending" | "in_flight" | "held";
  readonly lineId: number | null;
}

const nextEndpoint = prepare<{ readonly id: number }>(
  `SELECT e.id FROM endpoints e JOIN endpoint_state s ON s.endpoint_id = e.id
   WHERE e.disabled_reason = 'deleted' AND s.pending + s.in_flight + s.held > 0 AND e.id >= $1
   ORDER BY e.id LIMIT 1`,
);
const listOpen = prepare<OpenDelivery>(
  `SELECT id, state, order_line_id AS "lineId" FROM deliveries
   WHERE endpoint_id = $1 AND id > $2 AND state IN ('pending', 'in_flight', 'held') ORDER BY id LIMIT $3`,
);
const cancel = prepare(
  `UPDATE deliveries SET state = 'cancelled', due_at = NULL, lease_until = NULL, order_line_id = NULL,
     is_waiting = false
   WHERE endpoint_id = $1 AND id BETWEEN $2 AND $3 AND state IN ('pending', 'in_flight', 'held')`,
);
const dropEmptyLines = prepare(
  `DELETE FROM order_lines l WHERE id = ANY($1::bigint[])
     AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.order_line_id = l.id)`,
);
const writeState = prepare(
  `UPDATE endpoint_state SET pending = pending - $1, in_flight = in_flight - $2, held = held - $3,
     cancelled = cancelled + $1 + $2 + $3, next_due_at = NULL WHERE endpoint_id = $4`,
);

/**
 * Cancels what nobody will send. In steps, so that a backlog of a million holds up no other endpoint; a crash in between
 * leaves open deliveries that are found again by the counters.
 */
export const cancelOfDeletedEndpoints: Operation<"cancelOfDeletedEndpoints"> = async (
  transaction,
  position,
  limit,
) => {
  const endpoint = await nextEndpoint.get(transaction, position.endpointId);
  if (endpoint === undefined) return undefined;
  await lockEndpoints(transaction, [endpoint.id]);
  const after = endpoint.id === position.endpointId ? position.deliveryId : 0;
  const rows = await listOpen.all(transaction, endpoint.id, after, limit);
  const [first, last] = [rows[0], rows.at(-1)];
  // Its counters said that some are open, but none is found behind the position: go on with the next endpoint.
  if (first === undefined || last === undefined) return { endpointId: endpoint.id + 1, deliveryId: 0 };
  await cancel.run(transaction, endpoint.id, first.id, last.id);
  const lineIds = new Set(rows.map(({ lineId }) => lineId).filter((lineId) => lineId !== null));
  if (lineIds.size > 0) await dropEmptyLines.run(transaction, [...lineIds]);
  const inState = (state: OpenDelivery["state"]): number => rows.filter((row) => row.state === state).length;
  await writeState.run(transaction, inState("pending"), inState("in_flight"), inState("held"), endpoint.id);
  return { endpointId: endpoint.id, deliveryId: last.id };
};
