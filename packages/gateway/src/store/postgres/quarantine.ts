import type {
  QuarantineCountRow,
  QuarantineListRow,
  SealedQuarantineRow,
} from "../quarantine/quarantine-rows.ts";
import type { Operation } from "./operation.ts";
import { prepare } from "./query.ts";

/** Any time and any position lie below. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

const FACTS = `q.id, q.position, q.organization_id AS "organizationId", q.source_id AS "sourceId",
  s.name AS "sourceName", q.received_at AS "receivedAt", q.code, q.body_bytes AS "bodyBytes"`;

const listBy = (comparison: "<" | ">", order: "DESC" | "ASC") =>
  prepare<QuarantineListRow>(
    `SELECT ${FACTS} FROM quarantine q JOIN sources s ON s.id = q.source_id
     WHERE q.organization_id = $1 AND q.position ${comparison} $2 AND ($3::text IS NULL OR s.name = $3)
       AND ($4::text IS NULL OR q.code = $4) AND q.received_at BETWEEN $5 AND $6
     ORDER BY q.position ${order} LIMIT $7`,
  );
const newestFirst = listBy("<", "DESC");
const oldestFirst = listBy(">", "ASC");

export const listQuarantined: Operation<"listQuarantined"> = (
  transaction,
  organizationId,
  { source = null, code = null, receivedFrom = 0, receivedTo = NO_LIMIT },
  { order, after, limit },
) => {
  const filter = [source, code, receivedFrom, receivedTo] as const;
  return order === "asc"
    ? oldestFirst.all(transaction, organizationId, after ?? 0, ...filter, limit)
    : newestFirst.all(transaction, organizationId, after ?? NO_LIMIT, ...filter, limit);
};

const count = prepare<QuarantineCountRow>(
  `SELECT s.id AS "sourceId", s.name AS "sourceName", coalesce(l.dropped, 0) AS dropped,
     coalesce(l.pushed_out, 0) AS "pushedOut", l.last_at AS "lastLossAt", k.items, k.bytes
   FROM sources s LEFT JOIN quarantine_losses l ON l.source_id = s.id
   CROSS JOIN LATERAL (SELECT count(*) AS items, coalesce(sum(q.bytes), 0)::bigint AS bytes FROM quarantine q
     WHERE q.source_id = s.id) k
   WHERE s.organization_id = $1 ORDER BY s.name`,
);

export const countQuarantined: Operation<"countQuarantined"> = async (transaction, organizationId) => {
  const rows = await count.all(transaction, organizationId);
  return rows.filter((row) => row.items + row.dropped + row.pushedOut > 0);
};

// What a destroyed key has sealed opens nowhere, also where a gateway still has the key in memory.
const read = prepare<SealedQuarantineRow>(
  `SELECT ${FACTS}, q.data_key_id AS "dataKeyId",
     CASE WHEN k.destroyed_at IS NULL THEN q.sealed ELSE ''::bytea END AS sealed
   FROM quarantine q JOIN sources s ON s.id = q.source_id JOIN data_keys k ON k.id = q.data_key_id
   WHERE q.id = $1 AND q.organization_id = $2`,
);

export const readQuarantined: Operation<"readQuarantined"> = (transaction, organizationId, id) =>
  read.get(transaction, id, organizationId);
