import { chooseBlobs, resultOf, tallyOf } from "../../retention/choose-blobs.ts";
import type { AgedBlob, ChosenBlobs, EventOfBlob } from "../../retention/choose-blobs.ts";
import type { BlobPurge } from "../../retention/retention-rows.ts";
import { numberList } from "../number-list.ts";
import type { Operation } from "../operation.ts";
import { prepare } from "../query.ts";
import type { Transaction } from "../query.ts";
import { deleteBlobs } from "./blob-removal.ts";
import { holdsInForce } from "./holds-in-force.ts";
import { lockNeeds } from "./lock-needs.ts";
import { openEvents } from "./needed-events.ts";
import { markPurged } from "./mark-purged.ts";
import { addToTally } from "./tallies.ts";

const list = prepare<AgedBlob>(
  `SELECT a.created_at AS "createdAt", a.blob_id AS "blobId", a.first_event_id AS "firstEventId",
     a.last_event_id AS "lastEventId", b.bytes FROM blob_ages a JOIN blobs b ON b.id = a.blob_id
   WHERE a.organization_id = $1 AND a.retention_class = $2 AND (a.created_at, a.blob_id) > ($3, $4)
     AND a.created_at < $5
     AND (NOT $6::boolean
       OR EXISTS (SELECT 1 FROM data_keys k WHERE k.id = b.data_key_id AND k.destroyed_at IS NOT NULL))
   ORDER BY a.created_at, a.blob_id LIMIT $7`,
);
// The fence keeps the planner from looking for events by their blob, which no index knows, instead of by their ids.
const listEvents = prepare<Omit<EventOfBlob, "isOpen"> & { readonly blobId: number }>(
  `SELECT f.* FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS b (id, first_id, last_id)
   CROSS JOIN LATERAL (
     SELECT e.id, e.blob_id AS "blobId", e.source_id AS "sourceId", e.frame_offset AS "offset",
       e.frame_length AS length
     FROM events e WHERE e.id BETWEEN b.first_id AND b.last_id AND e.blob_id = b.id AND e.payload_purged_at IS NULL
     ORDER BY e.id OFFSET 0) f`,
);

/**
 * Deletes whole blobs by age. Decided and done while nobody else changes what an event is needed for: a delivery that is
 * claimed, made or released before it keeps its payload, one that is asked for after it is refused.
 */
export const purgeBlobs: Operation<"purgeBlobs"> = async (transaction, purge) => {
  // Most looks find nothing to delete, and must hold up nobody.
  const looked = await choose(transaction, purge);
  if (looked.whole.length === 0) return resultOf(looked);
  const { organizationId, retentionClass, now } = purge;
  await lockNeeds(transaction, organizationId);
  const chosen = await choose(transaction, purge);
  if (chosen.whole.length === 0) return resultOf(chosen);
  await deleteBlobs(transaction, { organizationId, retentionClass, blobs: chosen.whole });
  await markPurged(transaction, chosen.eventIds, now);
  await addToTally(transaction, tallyOf(purge, chosen));
  return resultOf(chosen);
};

async function choose(transaction: Transaction, purge: BlobPurge): Promise<ChosenBlobs> {
  const page = await blobsOf(transaction, purge);
  const blobs = leadingBlobs(page, purge.maxBytes);
  const isLastPage = page.length < purge.maxBlobs && blobs.length === page.length;
  const events = await eventsOf(transaction, blobs);
  const holds = await holdsInForce(transaction, purge.organizationId);
  return chooseBlobs(purge, { blobs, isLastPage, holds, eventsOf: ({ blobId }) => events.get(blobId) ?? [] });
}

function blobsOf(transaction: Transaction, purge: BlobPurge): Promise<readonly AgedBlob[]> {
  const { organizationId, retentionClass, createdFrom, createdBefore, isOfDestroyedKeys, maxBlobs } = purge;
  const after = purge.after ?? { createdAt: createdFrom, blobId: 0 };
  const span = [after.createdAt, after.blobId, createdBefore] as const;
  return list.all(transaction, organizationId, retentionClass, ...span, isOfDestroyedKeys, maxBlobs);
}

/** No more than may go at once: a blob of many events takes long to look at. */
function leadingBlobs(blobs: readonly AgedBlob[], maxBytes: number): readonly AgedBlob[] {
  const leading: AgedBlob[] = [];
  let bytes = 0;
  for (const blob of blobs) {
    leading.push(blob);
    bytes += blob.bytes;
    if (bytes >= maxBytes) break;
  }
  return leading;
}

async function eventsOf(
  transaction: Transaction,
  blobs: readonly AgedBlob[],
): Promise<ReadonlyMap<number, readonly EventOfBlob[]>> {
  const byBlob = new Map<number, EventOfBlob[]>();
  const payloads = blobs.filter(({ firstEventId }) => firstEventId !== null);
  if (payloads.length === 0) return byBlob;
  const rows = await listEvents.all(
    transaction,
    numberList(payloads.map(({ blobId }) => blobId)),
    numberList(payloads.map(({ firstEventId }) => firstEventId)),
    numberList(payloads.map(({ lastEventId }) => lastEventId)),
  );
  const open = await openEvents(
    transaction,
    rows.map(({ id }) => id),
  );
  for (const { blobId, ...row } of rows) {
    const event = { ...row, isOpen: open.has(row.id) };
    const known = byBlob.get(blobId);
    if (known === undefined) byBlob.set(blobId, [event]);
    else known.push(event);
  }
  return byBlob;
}
