import type { Operation } from "./operation.ts";
import { lockEndpoints } from "./locks.ts";
import { prepare } from "./query.ts";

const endedAt = prepare<{ readonly endpointId: number }>(
  `SELECT DISTINCT endpoint_id AS "endpointId" FROM deliveries WHERE state = 'in_flight' AND lease_until <= $1`,
);
const release = prepare<{ readonly count: number }>(
  `WITH released AS (
     UPDATE deliveries SET state = 'pending', due_at = $1, lease_until = NULL
     WHERE state = 'in_flight' AND lease_until <= $1 AND endpoint_id = ANY($2::bigint[]) RETURNING endpoint_id
   ), counts AS (
     SELECT endpoint_id, count(*) AS count FROM released GROUP BY endpoint_id
   ), written AS (
     UPDATE endpoint_state s SET in_flight = s.in_flight - c.count, pending = s.pending + c.count,
       next_due_at = least(coalesce(s.next_due_at, $1), $1)
     FROM counts c WHERE s.endpoint_id = c.endpoint_id
   )
   SELECT coalesce(sum(count), 0)::bigint AS count FROM counts`,
);

/**
 * Makes deliveries whose lease has ended due again, now. Their tokens are void from here on. Whoever held them may still
 * be there, with a clock behind ours: that is what the time between an attempt's deadline and its lease's end is for.
 */
export const expireLeases: Operation<"expireLeases"> = async (transaction, now) => {
  const endpointIds = (await endedAt.all(transaction, now)).map(({ endpointId }) => endpointId);
  if (endpointIds.length === 0) return 0;
  await lockEndpoints(transaction, endpointIds);
  const row = await release.get(transaction, now, endpointIds);
  return row?.count ?? 0;
};
