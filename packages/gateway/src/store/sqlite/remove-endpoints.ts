import type { RemovalPosition } from "../resources/removal-rows.ts";
import type { Database } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";

interface OpenDelivery {
  readonly id: number;
  readonly state: "pending" | "in_flight" | "held";
  readonly lineId: number | null;
}

export function countOpenDeliveriesOperation(database: Database): Operation<"countOpenDeliveries"> {
  const count = prepare<{ readonly open: number }>(
    database,
    "SELECT pending + in_flight + held AS open FROM endpoint_state WHERE endpoint_id = ?",
  );
  return (endpointId) => count.get(endpointId)?.open ?? 0;
}

/**
 * Cancels what nobody will send. In steps, so that a backlog of a million holds up no other endpoint; a crash in between
 * leaves open deliveries that are found again by the counters.
 */
export function cancelOfDeletedEndpointsOperation(database: Database): Operation<"cancelOfDeletedEndpoints"> {
  const nextEndpoint = prepare<{ readonly id: number }>(
    database,
    `SELECT e.id FROM endpoints e JOIN endpoint_state s ON s.endpoint_id = e.id
     WHERE e.disabled_reason = 'deleted' AND s.pending + s.in_flight + s.held > 0 AND e.id >= ? ORDER BY e.id LIMIT 1`,
  );
  const open = prepare<OpenDelivery>(
    database,
    `SELECT id, state, order_line_id AS lineId FROM deliveries
     WHERE endpoint_id = ? AND id > ? AND state IN ('pending', 'in_flight', 'held') ORDER BY id LIMIT ?`,
  );
  const cancel = prepare(
    database,
    `UPDATE deliveries SET state = 'cancelled', due_at = NULL, lease_until = NULL, order_line_id = NULL,
       is_waiting = 0
     WHERE endpoint_id = ? AND id BETWEEN ? AND ? AND state IN ('pending', 'in_flight', 'held')`,
  );
  const dropEmptyLine = prepare(
    database,
    "DELETE FROM order_lines WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM deliveries WHERE order_line_id = ?1)",
  );
  const writeState = prepare(
    database,
    `UPDATE endpoint_state SET pending = pending - ?1, in_flight = in_flight - ?2, held = held - ?3,
       cancelled = cancelled + ?1 + ?2 + ?3, next_due_at = NULL WHERE endpoint_id = ?4`,
  );
  return (position, limit): RemovalPosition | undefined => {
    const endpoint = nextEndpoint.get(position.endpointId);
    if (endpoint === undefined) return undefined;
    const after = endpoint.id === position.endpointId ? position.deliveryId : 0;
    const rows = open.all(endpoint.id, after, limit);
    const [first, last] = [rows[0], rows.at(-1)];
    // Its counters say that some are open, but none is found behind the position: go on with the next endpoint.
    if (first === undefined || last === undefined) return { endpointId: endpoint.id + 1, deliveryId: 0 };
    cancel.run(endpoint.id, first.id, last.id);
    for (const lineId of new Set(rows.map((row) => row.lineId))) {
      if (lineId !== null) dropEmptyLine.run(lineId);
    }
    const inState = (state: string): number => rows.filter((row) => row.state === state).length;
    writeState.run(inState("pending"), inState("in_flight"), inState("held"), endpoint.id);
    return { endpointId: endpoint.id, deliveryId: last.id };
  };
}
