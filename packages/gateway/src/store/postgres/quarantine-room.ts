import { MAX_PUSHED_OUT, choosePushedOut, fits } from "../quarantine/choose-pushed-out.ts";
import type { KeptKind, KeptRequest } from "../quarantine/choose-pushed-out.ts";
import type { QuarantineRoomRow } from "../quarantine/quarantine-rows.ts";
import { numberList } from "./number-list.ts";
import { prepare } from "./query.ts";
import type { Transaction } from "./query.ts";

/** Of what is too old, so much goes with one batch. */
const MAX_OLD_PER_SOURCE = 100;

const removeOld = prepare(
  `DELETE FROM quarantine WHERE id IN (
     SELECT q.id FROM unnest($1::bigint[], $2::bigint[]) AS r (source_id, kept_from)
     CROSS JOIN LATERAL (SELECT id FROM quarantine WHERE source_id = r.source_id AND received_at < r.kept_from
       ORDER BY received_at LIMIT ${MAX_OLD_PER_SOURCE}) q)`,
);
const countKinds = prepare<Omit<KeptKind, "oldest"> & { readonly sourceId: number }>(
  `SELECT source_id AS "sourceId", code, count(*) AS items, sum(bytes)::bigint AS bytes FROM quarantine
   WHERE source_id = ANY($1::bigint[]) GROUP BY source_id, code`,
);
const listOldest = prepare<KeptRequest & { readonly sourceId: number; readonly code: string }>(
  `SELECT source_id AS "sourceId", code, id, bytes FROM (
     SELECT source_id, code, id, bytes, position,
       row_number() OVER (PARTITION BY source_id, code ORDER BY position) AS place
     FROM quarantine WHERE source_id = ANY($1::bigint[])) q
   WHERE place <= ${MAX_PUSHED_OUT} ORDER BY position`,
);
const remove = prepare("DELETE FROM quarantine WHERE id = ANY($1::bigint[])");

/**
 * Deletes what is too old, then what does not fit. Gives how many of each source were pushed out. The caller holds the locks
 * of the sources' organizations.
 */
export async function makeRoom(
  transaction: Transaction,
  rooms: readonly QuarantineRoomRow[],
): Promise<ReadonlyMap<number, number>> {
  const pushedOut = new Map<number, number>();
  if (rooms.length === 0) return pushedOut;
  const sourceIds = numberList(rooms.map(({ sourceId }) => sourceId));
  await removeOld.run(transaction, sourceIds, numberList(rooms.map(({ keptFrom }) => keptFrom)));
  const kinds = await countKinds.all(transaction, sourceIds);
  const full = rooms.filter((room) => !fits(ofSource(kinds, room), room));
  if (full.length === 0) return pushedOut;
  const oldest = await listOldest.all(transaction, numberList(full.map(({ sourceId }) => sourceId)));
  const chosen = full.flatMap((room) => {
    const own = ofSource(oldest, room);
    const kept = ofSource(kinds, room).map((kind): KeptKind => ({
      ...kind,
      oldest: own.filter(({ code }) => code === kind.code),
    }));
    const ids = choosePushedOut(kept, room);
    pushedOut.set(room.sourceId, ids.length);
    return ids;
  });
  await remove.run(transaction, numberList(chosen));
  return pushedOut;
}

function ofSource<Row extends { readonly sourceId: number }>(
  rows: readonly Row[],
  { sourceId }: QuarantineRoomRow,
): readonly Row[] {
  return rows.filter((row) => row.sourceId === sourceId);
}
