import type { DeliveryState } from "../delivering.ts";
import { judgeMove } from "../deliveries/judge-move.ts";
import type { PresentDelivery } from "../deliveries/judge-move.ts";
import { lockEndpoints, lockOrganizations } from "./locks.ts";
import { leaveLines } from "./order-lines.ts";
import { prepare } from "./query.ts";
import type { Step } from "./step.ts";

const read = prepare<PresentDelivery & { readonly lineId: number | null }>(
  `SELECT d.state, d.order_line_id AS "lineId", d.is_waiting AS "isWaiting",
     e.payload_purged_at IS NOT NULL AS "isPayloadGone"
   FROM deliveries d JOIN events e ON e.id = d.event_id
   WHERE d.endpoint_id = $1 AND d.id = $2 AND d.organization_id = $3`,
);
// Due by time, because the cursor over never-tried deliveries may have passed it.
const makePending = prepare(
  `UPDATE deliveries SET state = 'pending', due_at = $3, refusals = 0,
     attempts = CASE WHEN state = 'failed' THEN 0 ELSE attempts END, replay_id = coalesce($4, replay_id)
   WHERE endpoint_id = $1 AND id = $2`,
);
const cancel = prepare(
  "UPDATE deliveries SET state = 'cancelled', due_at = NULL WHERE endpoint_id = $1 AND id = $2",
);
const writeState = prepare(
  `UPDATE endpoint_state SET pending = pending + $2, held = held + $3, failed = failed + $4,
     cancelled = cancelled + $5, next_due_at = least(next_due_at, $6::bigint)
   WHERE endpoint_id = $1`,
);

/** Moves one delivery as the table of actions says, and keeps its endpoint's state in step. */
export const moveDeliveryStep: Step<"move_delivery"> = async (transaction, move) => {
  const { organizationId, endpointId, id, action, now, replayId } = move;
  // The payload of what is made pending must not be purged in the same moment.
  await lockOrganizations(transaction, [organizationId]);
  await lockEndpoints(transaction, [endpointId]);
  const present = await read.get(transaction, endpointId, id, organizationId);
  if (present === undefined) return { refused: "not_found" };
  const judged = judgeMove(action, present);
  if ("refused" in judged) return judged;
  const { state, lineId } = present;
  let isDue = true;
  if (judged.to === "pending") {
    await makePending.run(transaction, endpointId, id, now, replayId ?? null);
  } else {
    await cancel.run(transaction, endpointId, id);
    const left = lineId === null ? [] : await leaveLines(transaction, [{ endpointId, id, lineId }]);
    isDue = left.length > 0;
  }
  const change = (of: DeliveryState): number => Number(judged.to === of) - Number(state === of);
  const changes = [change("pending"), change("held"), change("failed"), change("cancelled")];
  await writeState.run(transaction, endpointId, ...changes, isDue ? now : null);
  return { result: null };
};
