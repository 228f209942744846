import type { ExcerptPlace } from "../../retention/retention-rows.ts";
import type { Operation } from "../operation.ts";
import { prepare } from "../query.ts";
import type { Step } from "../step.ts";
import { overwriteBlob } from "./blob-removal.ts";
import { holdsInForce } from "./holds-in-force.ts";
import { lockNeeds } from "./lock-needs.ts";
import { markPurged } from "./mark-purged.ts";
import { openEvents } from "./needed-events.ts";

interface EventToErase {
  readonly id: number;
  readonly sourceId: number;
}

const find = prepare<EventToErase>(
  `SELECT e.id, e.source_id AS "sourceId" FROM events e
   WHERE e.id = $1 AND e.organization_id = $2 AND e.blob_id = $3 AND e.payload_purged_at IS NULL`,
);
const forgetExcerpts = prepare(
  `UPDATE attempts a SET excerpt_blob_id = NULL, excerpt_offset = NULL, excerpt_length = NULL
   FROM deliveries d WHERE d.event_id = $1 AND a.endpoint_id = d.endpoint_id AND a.delivery_id = d.id`,
);
const listPlaces = prepare<ExcerptPlace>(
  `SELECT a.excerpt_blob_id AS "blobId", a.excerpt_offset AS "offset", a.excerpt_length AS length
   FROM deliveries d JOIN attempts a ON a.endpoint_id = d.endpoint_id AND a.delivery_id = d.id
   WHERE d.event_id = $1 AND d.organization_id = $2 AND a.excerpt_blob_id IS NOT NULL`,
);

/** Takes one event's bytes out of the blobs they share with others: its payload, and what receivers answered to it. */
export const erasePayloadStep: Step<"erase_payload"> = async (
  transaction,
  { organizationId, eventId, payload, responses, now },
) => {
  await lockNeeds(transaction, organizationId);
  const event = await find.get(transaction, eventId, organizationId, payload.blobId);
  if (event === undefined) return { refused: "not_found" };
  if ((await holdsInForce(transaction, organizationId)).keeps(event)) return { refused: "held" };
  if ((await openEvents(transaction, [eventId])).size > 0) return { refused: "not_allowed" };
  for (const blob of [payload, ...responses]) {
    if (!(await overwriteBlob(transaction, organizationId, blob))) return { refused: "outdated" };
  }
  await markPurged(transaction, [eventId], now);
  await forgetExcerpts.run(transaction, eventId);
  return { result: null };
};

export const listExcerpts: Operation<"listExcerpts"> = (transaction, organizationId, eventId) =>
  listPlaces.all(transaction, eventId, organizationId);
