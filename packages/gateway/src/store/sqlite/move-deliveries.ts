import type { DeliveryMove } from "../deliveries/delivery-rows.ts";
import { judgeMove } from "../deliveries/judge-move.ts";
import type { DeliveryState } from "../delivering.ts";
import type { Step } from "./change.ts";
import type { Database } from "./driver.ts";
import { orderLines } from "./order-lines.ts";
import { prepare, toFlag } from "./query.ts";

interface PresentColumns {
  readonly state: DeliveryState;
  readonly lineId: number | null;
  readonly isWaiting: number;
  readonly isPayloadGone: number;
}

/** Moves one delivery as the table of actions says, and keeps its endpoint's state in step. */
export function moveDeliveries(
  database: Database,
): (move: DeliveryMove) => "moved" | "not_found" | "not_allowed" | "payload_purged" {
  const read = prepare<PresentColumns>(
    database,
    `SELECT d.state, d.order_line_id AS lineId, d.is_waiting AS isWaiting,
       e.payload_purged_at IS NOT NULL AS isPayloadGone
     FROM deliveries d JOIN events e ON e.id = d.event_id
     WHERE d.endpoint_id = ? AND d.id = ? AND d.organization_id = ?`,
  );
  // Due by time, because the cursor over never-tried deliveries may have passed it.
  const makePending = prepare(
    database,
    `UPDATE deliveries SET state = 'pending', due_at = ?, attempts = attempts * ?, refusals = 0,
       replay_id = coalesce(?, replay_id) WHERE endpoint_id = ? AND id = ?`,
  );
  const cancel = prepare(
    database,
    "UPDATE deliveries SET state = 'cancelled', due_at = NULL WHERE endpoint_id = ? AND id = ?",
  );
  const writeState = prepare(
    database,
    `UPDATE endpoint_state SET pending = pending - ?1 + ?2, held = held - ?3, failed = failed - ?4,
       cancelled = cancelled + ?5,
       next_due_at = CASE WHEN ?6 IS NULL THEN next_due_at ELSE min(coalesce(next_due_at, ?6), ?6) END
     WHERE endpoint_id = ?7`,
  );
  const lines = orderLines(database);

  return ({ organizationId, endpointId, id, action, now, replayId }) => {
    const present = read.get(endpointId, id, organizationId);
    if (present === undefined) return "not_found";
    const { state, lineId } = present;
    const judged = judgeMove(action, {
      state,
      isWaiting: present.isWaiting === 1,
      isPayloadGone: present.isPayloadGone === 1,
    });
    if ("refused" in judged) return judged.refused;
    const { to } = judged;
    let dueAt: number | null = null;
    if (to === "pending") {
      makePending.run(now, toFlag(state !== "failed"), replayId ?? null, endpointId, id);
      dueAt = now;
    } else {
      cancel.run(endpointId, id);
      if (lineId !== null && lines.leave({ endpointId, id }, lineId)) dueAt = now;
    }
    writeState.run(
      toFlag(state === "pending"),
      toFlag(to === "pending"),
      toFlag(state === "held"),
      toFlag(state === "failed"),
      toFlag(to === "cancelled"),
      dueAt,
      endpointId,
    );
    return "moved";
  };
}

export function moveDeliveryStep(database: Database): Step<"move_delivery"> {
  const move = moveDeliveries(database);
  return (input) => {
    const outcome = move(input);
    return outcome === "moved" ? { result: null } : { refused: outcome };
  };
}
