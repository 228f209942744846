import { dedupeHash } from "../../dedupe-verdict.ts";
import type { DeliveryState } from "../../delivering.ts";
import { lockEndpoints } from "../locks.ts";
import { numberList } from "../number-list.ts";
import { leaveLines } from "../order-lines.ts";
import type { LeavingDelivery } from "../order-lines.ts";
import { prepare } from "../query.ts";
import type { Transaction } from "../query.ts";

const listEndpoints = prepare<{ readonly id: number }>(
  "SELECT DISTINCT endpoint_id AS id FROM deliveries WHERE event_id = ANY($1::bigint[])",
);
const listInLines = prepare<LeavingDelivery>(
  `SELECT endpoint_id AS "endpointId", id, order_line_id AS "lineId" FROM deliveries
   WHERE event_id = ANY($1::bigint[]) AND order_line_id IS NOT NULL`,
);
const removeAttempts = prepare(
  `DELETE FROM attempts a USING deliveries d
   WHERE d.event_id = ANY($1::bigint[]) AND a.endpoint_id = d.endpoint_id AND a.delivery_id = d.id`,
);
const removeDeliveries = prepare<{ readonly endpointId: number; readonly state: DeliveryState }>(
  `DELETE FROM deliveries WHERE event_id = ANY($1::bigint[]) RETURNING endpoint_id AS "endpointId", state`,
);
const uncount = prepare(
  `UPDATE endpoint_state s SET delivered = s.delivered - u.delivered, failed = s.failed - u.failed,
     cancelled = s.cancelled - u.cancelled
   FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]) AS u (endpoint_id, delivered, failed, cancelled)
   WHERE s.endpoint_id = u.endpoint_id`,
);
const remember = prepare(
  `INSERT INTO forgotten_events (id, organization_id, source_id, received_at, dedupe_mac, body_mac)
   SELECT id, organization_id, source_id, received_at, dedupe_mac, body_mac FROM events
   WHERE id = ANY($1::bigint[]) AND dedupe_kind <> 'content'`,
);
const listContent = prepare<{ readonly id: number; readonly mac: Buffer }>(
  `SELECT id, dedupe_mac AS mac FROM events WHERE id = ANY($1::bigint[]) AND dedupe_kind = 'content'`,
);
const removeDedupe = prepare(
  `DELETE FROM dedupe_keys k USING unnest($1::bigint[], $2::bigint[]) AS c (hash, event_id)
   WHERE k.hash = c.hash AND k.event_id = c.event_id`,
);
const removeEvents = prepare("DELETE FROM events WHERE id = ANY($1::bigint[]) AND organization_id = $2");

/**
 * Deletes events of an organization, none of which has an open delivery, with all that belongs to them. Of one that is known
 * by a signed id or time, keyed digests stay for the life of the source, so that a repeat is still a duplicate; content that
 * is compared for minutes needs none. The caller holds the organization's lock.
 */
export async function forgetEvents(
  transaction: Transaction,
  organizationId: number,
  eventIds: readonly number[],
): Promise<void> {
  if (eventIds.length === 0) return;
  const ids = numberList(eventIds);
  await removeDeliveriesOf(transaction, ids);
  await remember.run(transaction, ids);
  const content = await listContent.all(transaction, ids);
  if (content.length > 0) {
    const hashes = numberList(content.map(({ mac }) => dedupeHash(mac)));
    await removeDedupe.run(transaction, hashes, numberList(content.map(({ id }) => id)));
  }
  await removeEvents.run(transaction, ids, organizationId);
}

async function removeDeliveriesOf(transaction: Transaction, eventIds: string): Promise<void> {
  const endpoints = await listEndpoints.all(transaction, eventIds);
  await lockEndpoints(
    transaction,
    endpoints.map(({ id }) => id),
  );
  // None that waits is behind them, so nobody becomes due.
  await leaveLines(transaction, await listInLines.all(transaction, eventIds));
  await removeAttempts.run(transaction, eventIds);
  const removed = await removeDeliveries.all(transaction, eventIds);
  const endpointIds = [...new Set(removed.map(({ endpointId }) => endpointId))];
  const countOf = (state: DeliveryState): string =>
    numberList(
      endpointIds.map(
        (id) => removed.filter((delivery) => delivery.endpointId === id && delivery.state === state).length,
      ),
    );
  const counts = [countOf("delivered"), countOf("failed"), countOf("cancelled")];
  await uncount.run(transaction, numberList(endpointIds), ...counts);
}
