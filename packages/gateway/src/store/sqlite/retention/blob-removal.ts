import type { RewrittenBlob } from "../../retention/retention-rows.ts";
import { SEAL_HEAD_BYTES, sealHead } from "../../retention/seal-head.ts";
import type { Database } from "../driver.ts";
import { prepare } from "../query.ts";

export interface BlobPlace {
  readonly organizationId: number;
  readonly retentionClass: string;
  readonly createdAt: number;
}

/** Deletes and overwrites blobs; `secure_delete` makes zeros of what they were. */
export interface BlobRemoval {
  remove(blobId: number, place: BlobPlace): void;
  /**
   * False where the blob is not the one that was rewritten, and where its key was destroyed meanwhile: it must not be
   * readable again under another one.
   */
  overwrite(blob: RewrittenBlob, organizationId: number): boolean;
}

export function blobRemoval(database: Database): BlobRemoval {
  const removeBlob = prepare(database, "DELETE FROM blobs WHERE id = ?");
  const removeAge = prepare(
    database,
    `DELETE FROM blob_ages WHERE organization_id = ? AND retention_class = ? AND created_at = ? AND blob_id = ?`,
  );
  const overwrite = prepare(
    database,
    `UPDATE blobs SET sealed = ?, data_key_id = ?, bytes = ?
     WHERE id = ? AND organization_id = ? AND substr(sealed, 1, ${SEAL_HEAD_BYTES}) = ?
       AND EXISTS (SELECT 1 FROM data_keys k WHERE k.id = blobs.data_key_id AND k.destroyed_at IS NULL)`,
  );
  return {
    remove(blobId, { organizationId, retentionClass, createdAt }) {
      removeBlob.run(blobId);
      removeAge.run(organizationId, retentionClass, createdAt, blobId);
    },
    overwrite({ blobId, from, sealed, dataKeyId }, organizationId) {
      return overwrite.run(sealed, dataKeyId, sealed.length, blobId, organizationId, sealHead(from)) === 1;
    },
  };
}
