import { GatewayError } from "../../errors.ts";
import type { NewBlob } from "../engine.ts";
import { numberList } from "./number-list.ts";
import { prepare } from "./query.ts";
import type { Transaction } from "./query.ts";

/** The key of each blob is held, so that nobody destroys it before this commits. */
const holdKeys = prepare<{ readonly id: number }>(
  `SELECT id FROM data_keys WHERE id = ANY($1::bigint[]) AND destroyed_at IS NULL ORDER BY id FOR KEY SHARE`,
);
const write = prepare(
  `WITH b AS (
     SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[])
       AS b (id, organization_id, data_key_id, start, bytes, retention_class)
   ), ages AS (
     INSERT INTO blob_ages (organization_id, retention_class, created_at, blob_id)
     SELECT organization_id, retention_class, $7::bigint, id FROM b
   )
   INSERT INTO blobs (id, organization_id, retention_class, data_key_id, created_at, bytes, sealed)
   SELECT id, organization_id, retention_class, data_key_id, $7::bigint, bytes,
     substring($8::bytea FROM start::int + 1 FOR bytes::int) FROM b`,
);

/**
 * Holds the keys of blobs until the transaction ends.
 *
 * @throws GatewayError `store_unavailable` where one was destroyed after it sealed: its blob would never open.
 */
export async function holdBlobKeys(transaction: Transaction, blobs: readonly NewBlob[]): Promise<void> {
  const keyIds = new Set(blobs.map(({ dataKeyId }) => dataKeyId));
  if (keyIds.size === 0) return;
  const held = await holdKeys.all(transaction, [...keyIds]);
  if (held.length < keyIds.size) {
    throw new GatewayError("store_unavailable", "the key of a blob was destroyed");
  }
}

/** Writes blobs that no event points into, with their ages, by which they are deleted. Their keys are held. */
export async function writeBlobs(
  transaction: Transaction,
  blobs: readonly NewBlob[],
  now: number,
): Promise<void> {
  if (blobs.length === 0) return;
  let end = 0;
  const starts = blobs.map(({ sealed }) => {
    const start = end;
    end += sealed.length;
    return start;
  });
  await write.run(
    transaction,
    numberList(blobs.map(({ id }) => id)),
    numberList(blobs.map(({ organizationId }) => organizationId)),
    numberList(blobs.map(({ dataKeyId }) => dataKeyId)),
    numberList(starts),
    numberList(blobs.map(({ sealed }) => sealed.length)),
    blobs.map(({ retentionClass }) => retentionClass),
    now,
    Buffer.concat(blobs.map(({ sealed }) => sealed)),
  );
}
