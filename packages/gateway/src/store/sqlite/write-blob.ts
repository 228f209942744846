import type { NewBlob } from "../engine.ts";
import type { Database } from "./driver.ts";
import { prepare } from "./query.ts";

export function writeBlob(database: Database): (blob: NewBlob, now: number) => void {
  const insert = prepare(
    database,
    `INSERT INTO blobs (id, organization_id, retention_class, data_key_id, created_at, bytes, sealed)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  return ({ id, organizationId, retentionClass, dataKeyId, sealed }, now) => {
    insert.run(id, organizationId, retentionClass, dataKeyId, now, sealed.length, sealed);
  };
}
