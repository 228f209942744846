import { chooseBlobs, resultOf, tallyOf } from "../../retention/choose-blobs.ts";
import type { AgedBlob, EventOfBlob } from "../../retention/choose-blobs.ts";
import type { BlobPurge } from "../../retention/retention-rows.ts";
import type { Database } from "../driver.ts";
import type { Operation } from "../operations.ts";
import { prepare, toFlag } from "../query.ts";
import { blobRemoval } from "./blob-removal.ts";
import { holdsInForce } from "./holds-in-force.ts";
import { HAS_OPEN_DELIVERY } from "./kept-events.ts";
import { addToTally } from "./tallies.ts";

interface EventRow extends Omit<EventOfBlob, "isOpen"> {
  readonly isOpen: number;
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
  const listEvents = prepare<EventRow>(
    database,
    `SELECT e.id, e.source_id AS sourceId, e.frame_offset AS "offset", e.frame_length AS length,
       ${HAS_OPEN_DELIVERY} AS isOpen
     FROM events e WHERE e.id BETWEEN ? AND ? AND e.blob_id = ? AND e.payload_purged_at IS NULL ORDER BY e.id`,
  );
  const markPurged = prepare(database, "UPDATE events SET payload_purged_at = ? WHERE id = ?");
  const removal = blobRemoval(database);
  const holdsOf = holdsInForce(database);
  const count = addToTally(database);

  function blobsOf(purge: BlobPurge): readonly AgedBlob[] {
    const { organizationId, retentionClass, createdFrom, createdBefore, isOfDestroyedKeys } = purge;
    const after = purge.after ?? { createdAt: createdFrom, blobId: 0 };
    const values = [organizationId, retentionClass, after.createdAt, after.blobId, createdBefore] as const;
    return list.all(...values, toFlag(isOfDestroyedKeys), purge.maxBlobs);
  }

  function eventsOf({ blobId, firstEventId, lastEventId }: AgedBlob): readonly EventOfBlob[] {
    const events = listEvents.all(firstEventId ?? 0, lastEventId ?? 0, blobId);
    return events.map((event) => ({ ...event, isOpen: event.isOpen === 1 }));
  }

  return (purge) => {
    const holds = holdsOf(purge.organizationId);
    const blobs = blobsOf(purge);
    const isLastPage = blobs.length < purge.maxBlobs;
    const chosen = chooseBlobs(purge, { blobs, isLastPage, holds, eventsOf });
    const { organizationId, retentionClass, now } = purge;
    for (const { blobId, createdAt } of chosen.whole) {
      removal.remove(blobId, { organizationId, retentionClass, createdAt });
    }
    for (const id of chosen.eventIds) markPurged.run(now, id);
    count(tallyOf(purge, chosen));
    return resultOf(chosen);
  };
}
