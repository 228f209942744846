import type { ExcerptPlace } from "../../retention/retention-rows.ts";
import type { Step } from "../change.ts";
import type { Database } from "../driver.ts";
import type { Operation } from "../operations.ts";
import { prepare } from "../query.ts";
import { blobRemoval } from "./blob-removal.ts";
import { holdsInForce } from "./holds-in-force.ts";
import { HAS_OPEN_DELIVERY } from "./kept-events.ts";

interface EventToErase {
  readonly id: number;
  readonly sourceId: number;
  readonly isOpen: number;
}

/** Takes one event's bytes out of the blobs they share with others: its payload, and what receivers answered to it. */
export function erasePayloadStep(database: Database): Step<"erase_payload"> {
  const find = prepare<EventToErase>(
    database,
    `SELECT e.id, e.source_id AS sourceId, ${HAS_OPEN_DELIVERY} AS isOpen
     FROM events e WHERE e.id = ? AND e.organization_id = ? AND e.blob_id = ? AND e.payload_purged_at IS NULL`,
  );
  const markPurged = prepare(database, "UPDATE events SET payload_purged_at = ? WHERE id = ?");
  const forgetExcerpts = prepare(
    database,
    `UPDATE attempts SET excerpt_blob_id = NULL, excerpt_offset = NULL, excerpt_length = NULL
     WHERE (endpoint_id, delivery_id) IN (SELECT endpoint_id, id FROM deliveries WHERE event_id = ?)`,
  );
  const removal = blobRemoval(database);
  const holdsOf = holdsInForce(database);
  return ({ organizationId, eventId, payload, responses, now }) => {
    const event = find.get(eventId, organizationId, payload.blobId);
    if (event === undefined) return { refused: "not_found" };
    if (holdsOf(organizationId).keeps(event)) return { refused: "held" };
    if (event.isOpen === 1) return { refused: "not_allowed" };
    const isWritten = [payload, ...responses].every((blob) => removal.overwrite(blob, organizationId));
    if (!isWritten) return { refused: "outdated" };
    markPurged.run(now, eventId);
    forgetExcerpts.run(eventId);
    return { result: null };
  };
}

export function listExcerptsOperation(database: Database): Operation<"listExcerpts"> {
  const list = prepare<ExcerptPlace>(
    database,
    `SELECT a.excerpt_blob_id AS blobId, a.excerpt_offset AS "offset", a.excerpt_length AS length
     FROM deliveries d JOIN attempts a ON a.endpoint_id = d.endpoint_id AND a.delivery_id = d.id
     WHERE d.event_id = ? AND d.organization_id = ? AND a.excerpt_blob_id IS NOT NULL`,
  );
  return (organizationId, eventId) => list.all(eventId, organizationId);
}
