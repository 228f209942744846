import type { BlobPurge, BlobPurgeResult, PartialBlob } from "../../retention/retention-rows.ts";
import type { Database } from "../driver.ts";
import type { Operation } from "../operations.ts";
import { prepare } from "../query.ts";
import { blobRemoval } from "./blob-removal.ts";
import { HAS_OPEN_DELIVERY, holdsInForce } from "./kept-events.ts";
import type { Holds } from "./kept-events.ts";
import { addToTally } from "./tallies.ts";

interface AgedBlob {
  readonly createdAt: number;
  readonly blobId: number;
  readonly firstEventId: number | null;
  readonly lastEventId: number | null;
  readonly bytes: number;
}

interface EventOfBlob {
  readonly id: number;
  readonly sourceId: number;
  readonly offset: number;
  readonly length: number;
  readonly isOpen: number;
}

interface Deleted {
  readonly blobIds: number[];
  readonly partial: PartialBlob[];
  events: number;
  bytes: number;
}

/**
 * Deletes whole blobs by age. Decided and done in one transaction: a delivery that is claimed, made or released before it
 * keeps its payload, one that is asked for after it is refused.
 */
export function purgeBlobsOperation(database: Database): Operation<"purgeBlobs"> {
  const list = prepare<AgedBlob>(
    database,
    `SELECT a.created_at AS createdAt, a.blob_id AS blobId, a.first_event_id AS firstEventId,
       a.last_event_id AS lastEventId, b.bytes FROM blob_ages a JOIN blobs b ON b.id = a.blob_id
     WHERE a.organization_id = ?1 AND a.retention_class = ?2 AND (a.created_at, a.blob_id) > (?3, ?4)
       AND a.created_at < ?5
       AND (?6 = 0 OR EXISTS (SELECT 1 FROM data_keys k WHERE k.id = b.data_key_id AND k.destroyed_at IS NOT NULL))
     ORDER BY a.created_at, a.blob_id LIMIT ?7`,
  );
  const eventsOf = prepare<EventOfBlob>(
    database,
    `SELECT e.id, e.source_id AS sourceId, e.frame_offset AS "offset", e.frame_length AS length,
       ${HAS_OPEN_DELIVERY} AS isOpen
     FROM events e WHERE e.id BETWEEN ? AND ? AND e.blob_id = ? AND e.payload_purged_at IS NULL ORDER BY e.id`,
  );
  const markPurged = prepare(database, "UPDATE events SET payload_purged_at = ? WHERE id = ?");
  const removal = blobRemoval(database);
  const holdsOf = holdsInForce(database);
  const count = addToTally(database);

  function purgeOne(purge: BlobPurge, blob: AgedBlob, holds: Holds, deleted: Deleted): void {
    const { organizationId, retentionClass, isOfDestroyedKeys, now } = purge;
    const { blobId, createdAt, bytes } = blob;
    // No row tells which events' responses a blob holds: any hold keeps them all.
    if (retentionClass === "response" && holds.hasAny && !isOfDestroyedKeys) return;
    const events = eventsOf.all(blob.firstEventId ?? 0, blob.lastEventId ?? 0, blobId);
    const isKept = (event: EventOfBlob): boolean =>
      !isOfDestroyedKeys && (event.isOpen === 1 || holds.keeps(event));
    const free = events.filter((event) => !isKept(event));
    if (free.length < events.length) {
      const frames = free.map(({ id, offset, length }) => ({ eventId: id, offset, length }));
      if (free.length > 0) deleted.partial.push({ blobId, frames });
      return;
    }
    removal.remove(blobId, { organizationId, retentionClass, createdAt, bytes });
    for (const { id } of free) markPurged.run(now, id);
    deleted.blobIds.push(blobId);
    deleted.events += free.length;
    deleted.bytes += bytes;
  }

  return (purge): BlobPurgeResult => {
    const { organizationId, retentionClass, createdFrom, createdBefore, isOfDestroyedKeys, maxBlobs } = purge;
    const after = purge.after ?? { createdAt: createdFrom, blobId: 0 };
    const flag = isOfDestroyedKeys ? 1 : 0;
    const values = [
      organizationId,
      retentionClass,
      after.createdAt,
      after.blobId,
      createdBefore,
      flag,
    ] as const;
    const blobs = list.all(...values, maxBlobs);
    const holds = holdsOf(organizationId);
    const deleted: Deleted = { blobIds: [], partial: [], events: 0, bytes: 0 };
    let last: AgedBlob | undefined;
    for (const blob of blobs) {
      purgeOne(purge, blob, holds, deleted);
      last = blob;
      if (deleted.bytes >= purge.maxBytes) break;
    }
    const what = retentionClass === "response" ? "responses" : "payloads";
    const items = what === "responses" ? deleted.blobIds.length : deleted.events;
    count({ organizationId, what, items, bytes: deleted.bytes });
    const isAtEnd = blobs.length < maxBlobs && last === blobs.at(-1);
    const { blobIds: deletedBlobs, partial } = deleted;
    if (isAtEnd || last === undefined) return { deletedBlobs, partial, next: null };
    return { deletedBlobs, partial, next: { createdAt: last.createdAt, blobId: last.blobId } };
  };
}
