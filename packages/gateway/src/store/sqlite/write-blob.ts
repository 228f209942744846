import { GatewayError } from "../../errors.ts";
import type { NewBlob } from "../engine.ts";
import type { Database } from "./driver.ts";
import { prepare } from "./query.ts";

/** The first and the last event of a blob; others that are not of it may lie between them. */
export interface EventRange {
  readonly firstEventId: number;
  lastEventId: number;
}

/**
 * Writes a blob with its age, by which it is deleted.
 *
 * @throws GatewayError `store_unavailable` where its key was destroyed after it was sealed: it would never open.
 */
export function writeBlob(database: Database): (blob: NewBlob, now: number, events?: EventRange) => void {
  const insert = prepare(
    database,
    `INSERT INTO blobs (id, organization_id, retention_class, data_key_id, created_at, bytes, sealed)
     SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7
     WHERE EXISTS (SELECT 1 FROM data_keys WHERE id = ?4 AND destroyed_at IS NULL)`,
  );
  const insertAge = prepare(
    database,
    `INSERT INTO blob_ages (organization_id, retention_class, created_at, blob_id, first_event_id, last_event_id)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  return ({ id, organizationId, retentionClass, dataKeyId, sealed }, now, events) => {
    const written = insert.run(id, organizationId, retentionClass, dataKeyId, now, sealed.length, sealed);
    if (written !== 1) throw new GatewayError("store_unavailable", "the key of a blob was destroyed");
    const { firstEventId = null, lastEventId = null } = events ?? {};
    insertAge.run(organizationId, retentionClass, now, id, firstEventId, lastEventId);
  };
}
