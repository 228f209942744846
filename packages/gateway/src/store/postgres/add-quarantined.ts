import { GatewayError } from "../../errors.ts";
import type { NewQuarantineRow, QuarantineBatch } from "../quarantine/quarantine-rows.ts";
import { lockOrganizations } from "./locks.ts";
import { makeRoom } from "./quarantine-room.ts";
import { numberList } from "./number-list.ts";
import type { Operation } from "./operation.ts";
import { prepare } from "./query.ts";
import type { Transaction } from "./query.ts";

const countKeys = prepare<{ readonly count: number }>(
  "SELECT count(*) AS count FROM data_keys WHERE id = ANY($1::bigint[]) AND destroyed_at IS NULL",
);
// Positions are taken row by row in this order, while the organizations are locked.
const insert = prepare(
  `INSERT INTO quarantine (id, organization_id, source_id, received_at, code, body_bytes, bytes, data_key_id, sealed)
   SELECT r.id, r.organization_id, r.source_id, r.received_at, r.code, r.body_bytes, r.bytes, r.data_key_id,
     substring($10::bytea FROM r.start::int + 1 FOR r.bytes::int)
   FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::bigint[], $7::bigint[],
     $8::bigint[], $9::bigint[]) WITH ORDINALITY
     AS r (id, organization_id, source_id, received_at, code, body_bytes, bytes, data_key_id, start, ordinal)
   ORDER BY r.ordinal`,
);
const addLosses = prepare(
  `INSERT INTO quarantine_losses AS l (source_id, organization_id, dropped, pushed_out, last_at)
   SELECT s.id, s.organization_id, r.dropped, r.pushed_out, $4::bigint
   FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS r (source_id, dropped, pushed_out)
   JOIN sources s ON s.id = r.source_id
   ON CONFLICT (source_id) DO UPDATE SET dropped = l.dropped + excluded.dropped,
     pushed_out = l.pushed_out + excluded.pushed_out, last_at = excluded.last_at`,
);

/** Keeps a batch, then deletes what has no room for it: too old ones first, then the oldest of the commonest code. */
export const addQuarantined: Operation<"addQuarantined"> = async (transaction, batch) => {
  const { rows, drops, rooms, now } = batch;
  await lockOrganizations(
    transaction,
    [...rows, ...drops].map(({ organizationId }) => organizationId),
  );
  await insertRows(transaction, rows);
  const pushedOut = await makeRoom(transaction, rooms);
  await writeLosses(transaction, lossesOf(drops, pushedOut), now);
  return rooms.map(({ sourceId }) => sourceId).filter((sourceId) => pushedOut.has(sourceId));
};

async function insertRows(transaction: Transaction, rows: readonly NewQuarantineRow[]): Promise<void> {
  if (rows.length === 0) return;
  await checkKeys(transaction, rows);
  let end = 0;
  const starts = rows.map(({ sealed }) => {
    const start = end;
    end += sealed.length;
    return start;
  });
  await insert.run(
    transaction,
    numberList(rows.map(({ id }) => id)),
    numberList(rows.map(({ organizationId }) => organizationId)),
    numberList(rows.map(({ sourceId }) => sourceId)),
    numberList(rows.map(({ receivedAt }) => receivedAt)),
    rows.map(({ code }) => code),
    numberList(rows.map(({ bodyBytes }) => bodyBytes)),
    numberList(rows.map(({ sealed }) => sealed.length)),
    numberList(rows.map(({ dataKeyId }) => dataKeyId)),
    numberList(starts),
    Buffer.concat(rows.map(({ sealed }) => sealed)),
  );
}

/** Keys are destroyed under the organization's lock, which the caller holds. */
async function checkKeys(transaction: Transaction, rows: readonly NewQuarantineRow[]): Promise<void> {
  const ids = new Set(rows.map(({ dataKeyId }) => dataKeyId));
  const known = await countKeys.get(transaction, numberList([...ids]));
  if (known?.count !== ids.size) {
    throw new GatewayError("store_unavailable", "the key of a refused request was destroyed");
  }
}

interface Losses {
  dropped: number;
  pushedOut: number;
}

/** By source, because one statement changes no row twice. */
function lossesOf(
  drops: QuarantineBatch["drops"],
  pushedOut: ReadonlyMap<number, number>,
): ReadonlyMap<number, Losses> {
  const bySource = new Map<number, Losses>();
  for (const [sourceId, count] of pushedOut) bySource.set(sourceId, { dropped: 0, pushedOut: count });
  for (const { sourceId, count } of drops) {
    const losses = bySource.get(sourceId);
    if (losses === undefined) bySource.set(sourceId, { dropped: count, pushedOut: 0 });
    else losses.dropped += count;
  }
  return bySource;
}

async function writeLosses(
  transaction: Transaction,
  bySource: ReadonlyMap<number, Losses>,
  now: number,
): Promise<void> {
  if (bySource.size === 0) return;
  const losses = [...bySource.values()];
  await addLosses.run(
    transaction,
    numberList([...bySource.keys()]),
    numberList(losses.map(({ dropped }) => dropped)),
    numberList(losses.map(({ pushedOut }) => pushedOut)),
    now,
  );
}
