import type { Database } from "../driver.ts";
import type { Operation } from "../operations.ts";
import { prepare } from "../query.ts";
import { blobRemoval } from "./blob-removal.ts";
import { holdsInForce } from "./holds-in-force.ts";
import { HAS_OPEN_DELIVERY } from "./kept-events.ts";
import { addToTally } from "./tallies.ts";

interface EventToPurge {
  readonly id: number;
  readonly sourceId: number;
  readonly length: number;
  readonly isOpen: number;
}

/** Everything is looked at anew: time has passed since the blob was found, opened and sealed. */
export function purgeFramesOperation(database: Database): Operation<"purgeFrames"> {
  const find = prepare<EventToPurge>(
    database,
    `SELECT e.id, e.source_id AS sourceId, e.frame_length AS length, ${HAS_OPEN_DELIVERY} AS isOpen
     FROM events e WHERE e.id = ? AND e.organization_id = ? AND e.blob_id = ? AND e.payload_purged_at IS NULL`,
  );
  const markPurged = prepare(database, "UPDATE events SET payload_purged_at = ? WHERE id = ?");
  const removal = blobRemoval(database);
  const holdsOf = holdsInForce(database);
  const count = addToTally(database);
  return ({ organizationId, blob, eventIds, now }) => {
    const holds = holdsOf(organizationId);
    const events = eventIds.map((id) => find.get(id, organizationId, blob.blobId));
    const isFree = events.every((event) => event !== undefined && event.isOpen === 0 && !holds.keeps(event));
    if (!isFree || !removal.overwrite(blob, organizationId)) return false;
    for (const id of eventIds) markPurged.run(now, id);
    const bytes = events.reduce((sum, event) => sum + (event?.length ?? 0), 0);
    count({ organizationId, what: "payloads", items: eventIds.length, bytes });
    return true;
  };
}
