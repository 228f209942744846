import { dedupeHash, filedUnder } from "../dedupe-verdict.ts";
import type { AcceptBatch, NewBlob } from "../engine.ts";
import type { AcceptPlan, PlannedEvent } from "./accept-plan.ts";
import type { PlannedDeliveries } from "./add-deliveries.ts";
import { hourRanges } from "./event-hours.ts";
import { flagList, numberList } from "./number-list.ts";
import { prepare } from "./query.ts";
import type { Transaction, Value } from "./query.ts";

/**
 * A whole batch in one statement: one round trip and one plan for all its tables. Bodies and digests are one binary value
 * each and are cut apart by the database, because a list of binary values would travel as text.
 */
const write = prepare(
  `WITH blob_rows AS (
     SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[],
       $7::bigint[], $50::text[])
       AS b (id, organization_id, data_key_id, start, bytes, first_event_id, last_event_id, retention_class)
   ), new_blobs AS (
     INSERT INTO blobs (id, organization_id, retention_class, data_key_id, created_at, bytes, sealed)
     SELECT id, organization_id, retention_class, data_key_id, $8::bigint, bytes,
       substring($9::bytea FROM start::int + 1 FOR bytes::int) FROM blob_rows
   ), new_ages AS (
     INSERT INTO blob_ages (organization_id, retention_class, created_at, blob_id, first_event_id, last_event_id)
     SELECT organization_id, retention_class, $8::bigint, id, first_event_id, last_event_id FROM blob_rows
   ), new_events AS (
     INSERT INTO events (id, organization_id, source_id, caller_id, secret_id, received_at, signed_at, blob_id,
       frame_offset, frame_length, body_bytes, duplicates, is_repeat, is_payload_unreadable, conflicts_with,
       released_from, event_type, dedupe_kind, dedupe_mac, body_mac)
     SELECT e.id, e.organization_id, e.source_id, e.caller_id, e.secret_id, e.received_at, e.signed_at, e.blob_id,
       e.frame_offset, e.frame_length, e.body_bytes, e.duplicates, e.is_repeat, e.is_payload_unreadable,
       e.conflicts_with, e.released_from, e.event_type, e.dedupe_kind,
       substring($10::bytea FROM (e.ordinal::int - 1) * 64 + 1 FOR 32),
       CASE WHEN e.dedupe_kind = 'event_id' THEN substring($10::bytea FROM (e.ordinal::int - 1) * 64 + 33 FOR 32) END
     FROM unnest($11::bigint[], $12::bigint[], $13::bigint[], $14::bigint[], $15::bigint[], $16::bigint[], $17::bigint[],
       $18::bigint[], $19::bigint[], $20::bigint[], $21::bigint[], $22::bigint[], $23::boolean[], $24::boolean[],
       $25::bigint[], $26::bigint[], $27::text[], $28::text[]) WITH ORDINALITY
       AS e (id, organization_id, source_id, caller_id, secret_id, received_at, signed_at, blob_id, frame_offset,
         frame_length, body_bytes, duplicates, is_repeat, is_payload_unreadable, conflicts_with, released_from,
         event_type, dedupe_kind, ordinal)
   ), new_keys AS (
     INSERT INTO dedupe_keys (hash, event_id) SELECT * FROM unnest($29::bigint[], $11::bigint[])
   ), counted AS (
     UPDATE events e SET duplicates = e.duplicates + c.count
     FROM unnest($30::bigint[], $31::bigint[]) AS c (id, count) WHERE e.id = c.id
   ), hours AS (
     INSERT INTO event_hours (organization_id, hour, first_id, last_id)
     SELECT * FROM unnest($32::bigint[], $33::bigint[], $34::bigint[], $35::bigint[])
     ON CONFLICT (organization_id, hour) DO UPDATE SET last_id = excluded.last_id
   ), new_deliveries AS (
     INSERT INTO deliveries (endpoint_id, id, organization_id, event_id, created_at, order_line_id, is_waiting, state)
     SELECT * FROM unnest($36::bigint[], $37::bigint[], $38::bigint[], $39::bigint[], $40::bigint[], $41::bigint[],
       $42::boolean[], $43::text[])
   )
   UPDATE endpoint_state s SET last_delivery_id = t.last_id, pending = s.pending + t.pending, held = s.held + t.held,
     next_due_at = CASE WHEN t.pending > t.waiting THEN 0 ELSE s.next_due_at END,
     fresh_position = CASE WHEN t.pending = t.waiting AND s.fresh_position = t.first_id THEN t.last_id
       ELSE s.fresh_position END
   FROM unnest($44::bigint[], $45::bigint[], $46::bigint[], $47::bigint[], $48::bigint[], $49::bigint[])
     AS t (endpoint_id, first_id, last_id, pending, waiting, held)
   WHERE s.endpoint_id = t.endpoint_id`,
);

/** Fresh work is due at once, which 0 says whatever the clock. Where all that is new waits or is held, and the cursor was at
 * the end, it stays there: nobody has to step over them later.
 */
export async function writeAccepted(
  transaction: Transaction,
  batch: AcceptBatch,
  plan: AcceptPlan,
  planned: PlannedDeliveries,
): Promise<void> {
  const { events, duplicates } = plan;
  if (events.length === 0 && duplicates.size === 0) return;
  const used = usedBlobs(batch, events);
  await write.run(
    transaction,
    ...blobValues(used, batch.now),
    ...eventValues(batch, events),
    numberList(events.map(({ verdict, digests }) => dedupeHash(filedUnder(verdict, digests)))),
    numberList([...duplicates.keys()]),
    numberList([...duplicates.values()]),
    ...hourValues(events),
    ...deliveryValues(planned),
    used.map(({ blob }) => blob.retentionClass),
  );
}

interface UsedBlob {
  readonly blob: NewBlob;
  readonly first: number;
  readonly last: number;
}

/** The blobs that hold an event of the batch: those of duplicates only are not written. */
function usedBlobs({ blobs }: AcceptBatch, events: readonly PlannedEvent[]): readonly UsedBlob[] {
  return blobs.flatMap((blob, index) => {
    const ids = events.filter(({ row }) => row.blob === index).map(({ id }) => id);
    const [first] = ids;
    return first === undefined ? [] : [{ blob, first, last: ids.at(-1) ?? first }];
  });
}

function blobValues(used: readonly UsedBlob[], now: number): readonly Value[] {
  let end = 0;
  const starts = used.map(({ blob }) => {
    const start = end;
    end += blob.sealed.length;
    return start;
  });
  return [
    numberList(used.map(({ blob }) => blob.id)),
    numberList(used.map(({ blob }) => blob.organizationId)),
    numberList(used.map(({ blob }) => blob.dataKeyId)),
    numberList(starts),
    numberList(used.map(({ blob }) => blob.sealed.length)),
    numberList(used.map(({ first }) => first)),
    numberList(used.map(({ last }) => last)),
    now,
    Buffer.concat(used.map(({ blob }) => blob.sealed)),
  ];
}

function eventValues({ blobs }: AcceptBatch, events: readonly PlannedEvent[]): readonly Value[] {
  const rows = events.map(({ row }) => row);
  return [
    Buffer.concat(events.flatMap(({ digests }) => [digests.keyMac, digests.bodyMac])),
    numberList(events.map(({ id }) => id)),
    numberList(rows.map(({ organizationId }) => organizationId)),
    numberList(rows.map(({ sourceId }) => sourceId)),
    numberList(rows.map(({ callerId }) => callerId)),
    numberList(rows.map(({ secretId }) => secretId)),
    numberList(rows.map(({ receivedAt }) => receivedAt)),
    numberList(rows.map(({ signedAt }) => signedAt)),
    numberList(rows.map(({ blob }) => blobs[blob]?.id ?? null)),
    numberList(rows.map(({ frameOffset }) => frameOffset)),
    numberList(rows.map(({ frameLength }) => frameLength)),
    numberList(rows.map(({ bodyBytes }) => bodyBytes)),
    numberList(events.map((event) => event.duplicates)),
    flagList(events.map(({ verdict }) => verdict.kind === "new" && verdict.isRepeat)),
    flagList(rows.map(({ isPayloadUnreadable }) => isPayloadUnreadable)),
    numberList(events.map(({ verdict }) => (verdict.kind === "conflict" ? verdict.first.id : null))),
    numberList(rows.map(({ releasedFrom }) => releasedFrom)),
    rows.map(({ eventType }) => eventType),
    `{${rows.map(({ dedupeKind }) => dedupeKind).join(",")}}`,
  ];
}

function hourValues(events: readonly PlannedEvent[]): readonly Value[] {
  const ranges = hourRanges(
    events.map(({ id, row: { organizationId, receivedAt } }) => ({ id, organizationId, receivedAt })),
  );
  return [
    numberList(ranges.map(({ organizationId }) => organizationId)),
    numberList(ranges.map(({ hour }) => hour)),
    numberList(ranges.map(({ firstId }) => firstId)),
    numberList(ranges.map(({ lastId }) => lastId)),
  ];
}

function deliveryValues({ deliveries, tallies }: PlannedDeliveries): readonly Value[] {
  const changed = [...tallies];
  return [
    numberList(deliveries.map(({ endpointId }) => endpointId)),
    numberList(deliveries.map(({ id }) => id)),
    numberList(deliveries.map(({ event }) => event.row.organizationId)),
    numberList(deliveries.map(({ event }) => event.id)),
    numberList(deliveries.map(({ event }) => event.row.receivedAt)),
    numberList(deliveries.map(({ lineId }) => lineId)),
    flagList(deliveries.map(({ isWaiting }) => isWaiting)),
    `{${deliveries.map(({ state }) => state).join(",")}}`,
    numberList(changed.map(([endpointId]) => endpointId)),
    numberList(changed.map(([, { firstId }]) => firstId)),
    numberList(changed.map(([, { lastId }]) => lastId)),
    numberList(changed.map(([, { pending }]) => pending)),
    numberList(changed.map(([, { waiting }]) => waiting)),
    numberList(changed.map(([, { held }]) => held)),
  ];
}
