import type { AgedBlob } from "../../retention/choose-blobs.ts";
import type { RetentionClass, RewrittenBlob } from "../../retention/retention-rows.ts";
import { SEAL_HEAD_BYTES, sealHead } from "../../retention/seal-head.ts";
import { numberList } from "../number-list.ts";
import { prepare } from "../query.ts";
import type { Transaction } from "../query.ts";

const removeBlobs = prepare("DELETE FROM blobs WHERE id = ANY($1::bigint[])");
const removeAges = prepare(
  `DELETE FROM blob_ages a USING unnest($3::bigint[], $4::bigint[]) AS g (created_at, blob_id)
   WHERE a.organization_id = $1 AND a.retention_class = $2 AND a.created_at = g.created_at AND a.blob_id = g.blob_id`,
);
const overwrite = prepare(
  `UPDATE blobs b SET sealed = $1::bytea, data_key_id = $2, bytes = length($1::bytea)
   WHERE b.id = $3 AND b.organization_id = $4 AND substring(b.sealed FROM 1 FOR ${SEAL_HEAD_BYTES}) = $5
     AND EXISTS (SELECT 1 FROM data_keys k WHERE k.id = b.data_key_id AND k.destroyed_at IS NULL)`,
);

export interface BlobsToRemove {
  readonly organizationId: number;
  readonly retentionClass: RetentionClass;
  readonly blobs: readonly AgedBlob[];
}

/** Deletes blobs with their ages. */
export async function deleteBlobs(
  transaction: Transaction,
  { organizationId, retentionClass, blobs }: BlobsToRemove,
): Promise<void> {
  const ids = numberList(blobs.map(({ blobId }) => blobId));
  await removeBlobs.run(transaction, ids);
  const createdAt = numberList(blobs.map((blob) => blob.createdAt));
  await removeAges.run(transaction, organizationId, retentionClass, createdAt, ids);
}

/**
 * False where the blob is not the one that was rewritten, and where its key was destroyed meanwhile: it must not be readable
 * again under another one. The caller holds the organization's lock, as whoever destroys keys does.
 */
export async function overwriteBlob(
  transaction: Transaction,
  organizationId: number,
  { blobId, from, sealed, dataKeyId }: RewrittenBlob,
): Promise<boolean> {
  const values = [sealed, dataKeyId, blobId, organizationId, sealHead(from)];
  return (await overwrite.run(transaction, ...values)) === 1;
}
