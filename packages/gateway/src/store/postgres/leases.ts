import { lockEndpoints } from "./locks.ts";
import { numberList } from "./number-list.ts";
import type { Operation } from "./operation.ts";
import { prepare } from "./query.ts";
import type { Transaction } from "./query.ts";

interface LeasedDelivery {
  readonly endpointId: number;
  readonly id: number;
}

const endedAt = prepare<{ readonly endpointId: number }>(
  `SELECT DISTINCT endpoint_id AS "endpointId" FROM leases WHERE ends_at <= $1`,
);
// Nearly all of them were recorded long ago. The fence has each looked up by its key.
const findLeft = prepare<LeasedDelivery>(
  `SELECT d.endpoint_id AS "endpointId", d.id FROM leases l CROSS JOIN LATERAL (
     SELECT endpoint_id, id FROM deliveries
     WHERE endpoint_id = l.endpoint_id AND id = ANY(l.delivery_ids) AND state = 'in_flight' AND lease_until <= $1 OFFSET 0) d
   WHERE l.ends_at <= $1 AND l.endpoint_id = ANY($2::bigint[])`,
);
const removeEnded = prepare("DELETE FROM leases WHERE ends_at <= $1 AND endpoint_id = ANY($2::bigint[])");
const release = prepare(
  `WITH released AS (
     UPDATE deliveries d SET state = 'pending', due_at = $1, lease_until = NULL
     FROM unnest($2::bigint[], $3::bigint[]) AS w (endpoint_id, id)
     WHERE d.endpoint_id = w.endpoint_id AND d.id = w.id RETURNING d.endpoint_id
   ), counts AS (
     SELECT endpoint_id, count(*) AS count FROM released GROUP BY endpoint_id
   )
   UPDATE endpoint_state s SET in_flight = s.in_flight - c.count, pending = s.pending + c.count,
     next_due_at = least(coalesce(s.next_due_at, $1), $1)
   FROM counts c WHERE s.endpoint_id = c.endpoint_id`,
);
const add = prepare(
  `INSERT INTO leases (ends_at, endpoint_id, delivery_ids)
   SELECT lease_until, endpoint_id, array_agg(id) FROM unnest($1::bigint[], $2::bigint[], $3::bigint[])
     AS w (lease_until, endpoint_id, id) GROUP BY lease_until, endpoint_id`,
);

/**
 * Makes deliveries whose lease has ended due again, now. Their tokens are void from here on. Whoever held them may still
 * be there, with a clock behind ours: that is what the time between an attempt's deadline and its lease's end is for.
 */
export const expireLeases: Operation<"expireLeases"> = async (transaction, now) => {
  const endpointIds = (await endedAt.all(transaction, now)).map(({ endpointId }) => endpointId);
  if (endpointIds.length === 0) return 0;
  await lockEndpoints(transaction, endpointIds);
  const [left] = await Promise.all([
    findLeft.all(transaction, now, endpointIds),
    removeEnded.run(transaction, now, endpointIds),
  ]);
  if (left.length === 0) return 0;
  const ids = numberList(left.map(({ id }) => id));
  await release.run(transaction, now, numberList(left.map(({ endpointId }) => endpointId)), ids);
  return left.length;
};

/** Remembers leases of deliveries that are in flight already, so that they end. */
export async function addLeases(
  transaction: Transaction,
  leased: readonly (LeasedDelivery & { readonly leaseUntil: number })[],
): Promise<void> {
  if (leased.length === 0) return;
  await add.run(
    transaction,
    numberList(leased.map(({ leaseUntil }) => leaseUntil)),
    numberList(leased.map(({ endpointId }) => endpointId)),
    numberList(leased.map(({ id }) => id)),
  );
}
