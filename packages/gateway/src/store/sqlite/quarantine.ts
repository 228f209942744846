import { GatewayError } from "../../errors.ts";
import { MAX_PUSHED_OUT, choosePushedOut, fits } from "../quarantine/choose-pushed-out.ts";
import type { KeptKind, KeptRequest } from "../quarantine/choose-pushed-out.ts";
import type {
  QuarantineBatch,
  QuarantineCountRow,
  QuarantineListRow,
  QuarantineRoomRow,
  SealedQuarantineRow,
} from "../quarantine/quarantine-rows.ts";
import type { Database } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";

/** Of what is too old, so much goes with one batch. */
const MAX_OLD_PER_BATCH = 100;

/** Any time and any id lie below. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

const FACTS = `q.id, q.id AS position, q.organization_id AS organizationId, q.source_id AS sourceId, s.name AS sourceName,
  q.received_at AS receivedAt, q.code, q.body_bytes AS bodyBytes`;

/** Keeps a batch, then deletes what has no room for it: too old ones first, then the oldest of the commonest code. */
export function addQuarantinedOperation(database: Database): Operation<"addQuarantined"> {
  const insert = prepare(
    database,
    `INSERT INTO quarantine (id, organization_id, source_id, received_at, code, body_bytes, bytes, data_key_id, sealed)
     SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9
     WHERE EXISTS (SELECT 1 FROM data_keys WHERE id = ?8 AND destroyed_at IS NULL)`,
  );
  const addLosses = prepare(
    database,
    `INSERT INTO quarantine_losses (source_id, organization_id, dropped, pushed_out, last_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (source_id) DO UPDATE SET
       dropped = dropped + excluded.dropped, pushed_out = pushed_out + excluded.pushed_out, last_at = excluded.last_at`,
  );
  const organizationOf = prepare<{ readonly organizationId: number }>(
    database,
    "SELECT organization_id AS organizationId FROM sources WHERE id = ?",
  );
  const deleteOld = deleteOldOf(database);
  const pushOut = pushOutOf(database);

  function makeRoom(room: QuarantineRoomRow, now: number): boolean {
    deleteOld(room.sourceId, room.keptFrom, MAX_OLD_PER_BATCH);
    const pushedOut = pushOut(room);
    if (pushedOut === 0) return false;
    const organizationId = organizationOf.get(room.sourceId)?.organizationId;
    if (organizationId !== undefined) addLosses.run(room.sourceId, organizationId, 0, pushedOut, now);
    return true;
  }

  return ({ now, rows, drops, rooms }: QuarantineBatch) => {
    for (const row of rows) {
      const { id, organizationId, sourceId, receivedAt, code, bodyBytes, dataKeyId, sealed } = row;
      const values = [
        id,
        organizationId,
        sourceId,
        receivedAt,
        code,
        bodyBytes,
        sealed.length,
        dataKeyId,
        sealed,
      ];
      if (insert.run(...values) !== 1) {
        throw new GatewayError("store_unavailable", "the key of a refused request was destroyed");
      }
    }
    for (const { sourceId, organizationId, count } of drops) {
      addLosses.run(sourceId, organizationId, count, 0, now);
    }
    return rooms.filter((room) => makeRoom(room, now)).map(({ sourceId }) => sourceId);
  };
}

export function listQuarantinedOperation(database: Database): Operation<"listQuarantined"> {
  const listBy = (comparison: "<" | ">", order: "DESC" | "ASC") =>
    prepare<QuarantineListRow>(
      database,
      `SELECT ${FACTS} FROM quarantine q JOIN sources s ON s.id = q.source_id
       WHERE q.organization_id = ?1 AND q.id ${comparison} ?2 AND (?3 IS NULL OR s.name = ?3)
         AND (?4 IS NULL OR q.code = ?4) AND q.received_at BETWEEN ?5 AND ?6
       ORDER BY q.id ${order} LIMIT ?7`,
    );
  const newestFirst = listBy("<", "DESC");
  const oldestFirst = listBy(">", "ASC");
  return (organizationId, filter, { order, after, limit }) => {
    const { source = null, code = null, receivedFrom = 0, receivedTo = NO_LIMIT } = filter;
    return order === "asc"
      ? oldestFirst.all(organizationId, after ?? 0, source, code, receivedFrom, receivedTo, limit)
      : newestFirst.all(organizationId, after ?? NO_LIMIT, source, code, receivedFrom, receivedTo, limit);
  };
}

export function countQuarantinedOperation(database: Database): Operation<"countQuarantined"> {
  const count = prepare<QuarantineCountRow>(
    database,
    `SELECT s.id AS sourceId, s.name AS sourceName, coalesce(l.dropped, 0) AS dropped,
       coalesce(l.pushed_out, 0) AS pushedOut, l.last_at AS lastLossAt,
       (SELECT count(*) FROM quarantine q WHERE q.source_id = s.id) AS items,
       (SELECT coalesce(sum(q.bytes), 0) FROM quarantine q WHERE q.source_id = s.id) AS bytes
     FROM sources s LEFT JOIN quarantine_losses l ON l.source_id = s.id
     WHERE s.organization_id = ? ORDER BY s.name`,
  );
  return (organizationId) =>
    count.all(organizationId).filter((row) => row.items + row.dropped + row.pushedOut > 0);
}

export function readQuarantinedOperation(database: Database): Operation<"readQuarantined"> {
  const read = prepare<SealedQuarantineRow>(
    database,
    `SELECT ${FACTS}, q.data_key_id AS dataKeyId, q.sealed FROM quarantine q JOIN sources s ON s.id = q.source_id
     WHERE q.id = ? AND q.organization_id = ?`,
  );
  return (organizationId, id) => read.get(id, organizationId);
}

export function purgeQuarantineOperation(database: Database): Operation<"purgeQuarantine"> {
  const nextSource = prepare<{ readonly sourceId: number | null }>(
    database,
    "SELECT min(source_id) AS sourceId FROM quarantine WHERE source_id > ?",
  );
  const deleteOld = deleteOldOf(database);
  return ({ rooms, keptFrom, limit }) => {
    const keptFromOf = new Map(rooms.map((room) => [room.sourceId, room.keptFrom]));
    let left = limit;
    let sourceId = nextSource.get(0)?.sourceId ?? null;
    while (sourceId !== null && left > 0) {
      left -= deleteOld(sourceId, keptFromOf.get(sourceId) ?? keptFrom, left);
      sourceId = nextSource.get(sourceId)?.sourceId ?? null;
    }
    return limit - left;
  };
}

function deleteOldOf(database: Database): (sourceId: number, keptFrom: number, limit: number) => number {
  const remove = prepare(
    database,
    `DELETE FROM quarantine WHERE id IN (
       SELECT id FROM quarantine WHERE source_id = ? AND received_at < ? ORDER BY received_at LIMIT ?)`,
  );
  return (sourceId, keptFrom, limit) => remove.run(sourceId, keptFrom, limit);
}

/** Deletes until the source's requests fit its room; gives how many. */
function pushOutOf(database: Database): (room: QuarantineRoomRow) => number {
  const countKinds = prepare<Omit<KeptKind, "oldest">>(
    database,
    "SELECT code, count(*) AS items, sum(bytes) AS bytes FROM quarantine WHERE source_id = ? GROUP BY code",
  );
  const listOldest = prepare<KeptRequest>(
    database,
    `SELECT id, bytes FROM quarantine WHERE source_id = ? AND code = ? ORDER BY id LIMIT ${MAX_PUSHED_OUT}`,
  );
  const remove = prepare(database, "DELETE FROM quarantine WHERE id = ?");
  return (room) => {
    const kinds = countKinds.all(room.sourceId);
    if (fits(kinds, room)) return 0;
    const kept = kinds.map((kind) => ({ ...kind, oldest: listOldest.all(room.sourceId, kind.code) }));
    const chosen = choosePushedOut(kept, room);
    for (const id of chosen) remove.run(id);
    return chosen.length;
  };
}
