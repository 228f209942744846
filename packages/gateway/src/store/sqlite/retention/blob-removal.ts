import type { RewrittenBlob } from "../../retention/retention-rows.ts";
import type { Database } from "../driver.ts";
import { prepare } from "../query.ts";

/** Version and nonce: no two seals have them alike. */
const SEAL_HEAD_BYTES = 13;

export interface BlobFacts {
  readonly organizationId: number;
  readonly retentionClass: string;
  readonly createdAt: number;
  readonly bytes: number;
}

/** Deletes and overwrites blobs; `secure_delete` makes zeros of what they were. */
export interface BlobRemoval {
  /** Undefined where there is none. */
  find(blobId: number): BlobFacts | undefined;
  remove(blobId: number, facts: BlobFacts): void;
  /** False where the blob is not the one that was rewritten. */
  overwrite(blob: RewrittenBlob, organizationId: number): boolean;
}

export function blobRemoval(database: Database): BlobRemoval {
  const find = prepare<BlobFacts>(
    database,
    `SELECT organization_id AS organizationId, retention_class AS retentionClass, created_at AS createdAt, bytes
     FROM blobs WHERE id = ?`,
  );
  const removeBlob = prepare(database, "DELETE FROM blobs WHERE id = ?");
  const removeAge = prepare(
    database,
    `DELETE FROM blob_ages WHERE organization_id = ? AND retention_class = ? AND created_at = ? AND blob_id = ?`,
  );
  const overwrite = prepare(
    database,
    `UPDATE blobs SET sealed = ?, data_key_id = ?, bytes = ?
     WHERE id = ? AND organization_id = ? AND substr(sealed, 1, ${SEAL_HEAD_BYTES}) = ?`,
  );
  return {
    find: (blobId) => find.get(blobId),
    remove(blobId, { organizationId, retentionClass, createdAt }) {
      removeBlob.run(blobId);
      removeAge.run(organizationId, retentionClass, createdAt, blobId);
    },
    overwrite({ blobId, from, sealed, dataKeyId }, organizationId) {
      const head = from.subarray(0, SEAL_HEAD_BYTES);
      return overwrite.run(sealed, dataKeyId, sealed.length, blobId, organizationId, head) === 1;
    },
  };
}
