import type { SealedBlob } from "../engine.ts";
import type { Database } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";

export function readBlobsOperation(database: Database): Operation<"readBlobs"> {
  const read = prepare<SealedBlob>(
    database,
    `SELECT id, organization_id AS organizationId, data_key_id AS dataKeyId, sealed FROM blobs WHERE id = ?`,
  );
  return (ids) => ids.flatMap((id) => read.get(id) ?? []);
}
