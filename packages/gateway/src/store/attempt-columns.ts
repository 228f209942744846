import type { AttemptRow } from "./engine.ts";

/** An attempt as a row of a statement names it. */
export interface AttemptColumns extends Omit<AttemptRow, "isFenced" | "excerpt"> {
  /** SQLite knows no booleans. */
  readonly isFenced: boolean | number;
  readonly blobId: number | null;
  readonly offset: number | null;
  readonly length: number | null;
}

/** SQL: the columns of attempt `a` as both engines name them. */
export const ATTEMPT_COLUMNS = `
  a.number, a.started_at AS "startedAt", a.duration_ms AS "durationMs", a.result, a.status, a.secret_id AS "secretId",
  a.is_fenced AS "isFenced", a.excerpt_blob_id AS "blobId", a.excerpt_offset AS "offset", a.excerpt_length AS "length"`;

export function toAttemptRow({ isFenced, blobId, offset, length, ...rest }: AttemptColumns): AttemptRow {
  const excerpt = blobId === null || offset === null || length === null ? null : { blobId, offset, length };
  return { ...rest, isFenced: Boolean(isFenced), excerpt };
}
