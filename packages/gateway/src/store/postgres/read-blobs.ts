import type { SealedBlob } from "../engine.ts";
import type { Operation } from "./operation.ts";
import { prepare } from "./query.ts";

const read = prepare<SealedBlob>(
  `SELECT id, organization_id AS "organizationId", data_key_id AS "dataKeyId", sealed FROM blobs
   WHERE id = ANY($1::bigint[])`,
);

export const readBlobs: Operation<"readBlobs"> = (transaction, ids) =>
  transaction.closing(() => read.all(transaction, ids));
