import type { RatedReplayRow } from "../replay/replay-columns.ts";
import type { ReplayTarget } from "../replay/replay-targets.ts";
import { numberList } from "./number-list.ts";
import { prepare } from "./query.ts";
import type { Transaction } from "./query.ts";

const retry = prepare(
  `UPDATE deliveries d SET state = 'pending', due_at = $3, attempts = 0, refusals = 0, replay_id = $4
   FROM unnest($1::bigint[], $2::bigint[]) AS w (endpoint_id, id)
   WHERE d.endpoint_id = w.endpoint_id AND d.id = w.id AND d.state = 'failed'`,
);
// Fresh work is due at once, which 0 says whatever the clock; what was tried before is due by time.
const writeState = prepare<{ readonly endpointId: number; readonly lastId: number }>(
  `UPDATE endpoint_state s SET last_delivery_id = s.last_delivery_id + w.added, failed = s.failed - w.retried,
     pending = s.pending + w.added + w.retried,
     next_due_at = CASE WHEN w.added > 0 THEN 0 ELSE least(s.next_due_at, $4::bigint) END
   FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS w (endpoint_id, added, retried)
   WHERE s.endpoint_id = w.endpoint_id AND s.organization_id = $5
   RETURNING s.endpoint_id AS "endpointId", s.last_delivery_id AS "lastId"`,
);
const insert = prepare(
  `INSERT INTO deliveries (endpoint_id, id, organization_id, event_id, state, created_at, replay_id)
   SELECT w.endpoint_id, w.id, $4, w.event_id, 'pending', $5, $6
   FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS w (endpoint_id, id, event_id)`,
);

interface EndpointTally {
  added: number;
  retried: number;
}

/**
 * Retries dead letters and adds deliveries, which keep no order with others: a person asked for them now. The caller holds
 * the locks of the endpoints and has found the targets since.
 */
export async function carryOutReplay(
  transaction: Transaction,
  { id: replayId, organizationId }: RatedReplayRow,
  { targets, now }: { readonly targets: readonly ReplayTarget[]; readonly now: number },
): Promise<void> {
  const retried = targets.flatMap((target) => target.retried);
  const added = targets.flatMap(({ eventId, endpointIds }) =>
    endpointIds.map((endpointId) => ({ endpointId, eventId })),
  );
  const tallies = new Map<number, EndpointTally>();
  for (const { endpointId } of retried) tallyOf(tallies, endpointId).retried += 1;
  for (const { endpointId } of added) tallyOf(tallies, endpointId).added += 1;
  if (tallies.size === 0) return;
  const lasts = await writeState.all(
    transaction,
    numberList([...tallies.keys()]),
    numberList([...tallies.values()].map((tally) => tally.added)),
    numberList([...tallies.values()].map((tally) => tally.retried)),
    now,
    organizationId,
  );
  if (lasts.length !== tallies.size) throw new Error("an endpoint of a replay has no state");
  if (retried.length > 0) {
    const ids = numberList(retried.map(({ id }) => id));
    const endpointIds = numberList(retried.map(({ endpointId }) => endpointId));
    const count = await retry.run(transaction, endpointIds, ids, now, replayId);
    if (count !== retried.length) throw new Error("a dead letter could not be retried");
  }
  if (added.length > 0) {
    const next = new Map(
      lasts.map(({ endpointId, lastId }) => [endpointId, lastId - (tallies.get(endpointId)?.added ?? 0) + 1]),
    );
    await insert.run(
      transaction,
      numberList(added.map(({ endpointId }) => endpointId)),
      numberList(added.map(({ endpointId }) => takeNumber(next, endpointId))),
      numberList(added.map(({ eventId }) => eventId)),
      organizationId,
      now,
      replayId,
    );
  }
}

function tallyOf(tallies: Map<number, EndpointTally>, endpointId: number): EndpointTally {
  const tally = tallies.get(endpointId) ?? { added: 0, retried: 0 };
  tallies.set(endpointId, tally);
  return tally;
}

/** Numbers of one endpoint count up in the order of the events. */
function takeNumber(next: Map<number, number>, endpointId: number): number {
  const number = next.get(endpointId);
  if (number === undefined) throw new Error(`there is no endpoint ${endpointId}`);
  next.set(endpointId, number + 1);
  return number;
}
