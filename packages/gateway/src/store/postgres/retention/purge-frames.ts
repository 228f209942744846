import { numberList } from "../number-list.ts";
import type { Operation } from "../operation.ts";
import { prepare } from "../query.ts";
import { overwriteBlob } from "./blob-removal.ts";
import { holdsInForce } from "./holds-in-force.ts";
import { lockNeeds } from "./lock-needs.ts";
import { openEvents } from "./needed-events.ts";
import { markPurged } from "./mark-purged.ts";
import { addToTally } from "./tallies.ts";

interface EventToPurge {
  readonly id: number;
  readonly sourceId: number;
  readonly length: number;
}

const find = prepare<EventToPurge>(
  `SELECT e.id, e.source_id AS "sourceId", e.frame_length AS length FROM events e
   WHERE e.id = ANY($1::bigint[]) AND e.organization_id = $2 AND e.blob_id = $3 AND e.payload_purged_at IS NULL`,
);

/** Everything is looked at anew: time has passed since the blob was found, opened and sealed. */
export const purgeFrames: Operation<"purgeFrames"> = async (
  transaction,
  { organizationId, blob, eventIds, now },
) => {
  await lockNeeds(transaction, organizationId);
  const holds = await holdsInForce(transaction, organizationId);
  const events = await find.all(transaction, numberList(eventIds), organizationId, blob.blobId);
  const open = await openEvents(transaction, eventIds);
  const free = events.filter((event) => !open.has(event.id) && !holds.keeps(event));
  if (free.length < eventIds.length) return false;
  if (!(await overwriteBlob(transaction, organizationId, blob))) return false;
  await markPurged(transaction, eventIds, now);
  const bytes = free.reduce((sum, { length }) => sum + length, 0);
  await addToTally(transaction, { organizationId, what: "payloads", items: eventIds.length, bytes });
  return true;
};
