import { CHAIN_START } from "../audit/audit-chain.ts";
import type { AuditRow, AuditTail } from "../audit/audit-rows.ts";
import { doFollow } from "../audit/do-follow.ts";
import type { AuditRenewal } from "../change.ts";
import type { Operation } from "./operation.ts";
import { prepareRows } from "./prepare-rows.ts";
import { toLikePattern } from "./like-pattern.ts";
import { planEachTime, prepare } from "./query.ts";
import type { Query, Transaction } from "./query.ts";

interface ChainEnd extends AuditTail {
  readonly organizationId: number;
}

// The anchor is what is left of a chain of which every entry was deleted for its age.
const readEnds = prepare<ChainEnd>(
  `SELECT o.id AS "organizationId", coalesce(e.sequence, a.sequence) AS sequence, coalesce(e.hash, a.hash) AS hash
   FROM unnest($1::bigint[]) AS o (id)
   LEFT JOIN LATERAL (
     SELECT sequence, hash FROM audit_entries WHERE organization_id = o.id ORDER BY sequence DESC LIMIT 1) e ON true
   LEFT JOIN audit_anchors a ON a.organization_id = o.id
   WHERE coalesce(e.sequence, a.sequence) IS NOT NULL`,
);
/** Adds entries that follow the last ones of their chains. */
export const appendAudit = prepareRows<AuditRow>(
  {
    organizationId: "bigint",
    sequence: "bigint",
    at: "bigint",
    actorKind: "text",
    actorName: "text",
    action: "text",
    resourceKind: "text",
    resourceName: "text",
    sealedDetails: "bytea",
    dataKeyId: "bigint",
    hash: "bytea",
  },
  (rows) => `
    INSERT INTO audit_entries (organization_id, sequence, at, actor_kind, actor_name, action, resource_kind,
      resource_name, sealed_details, data_key_id, hash) SELECT * FROM ${rows}`,
);

/**
 * The entries if they follow the last ones of their chains, else those that `renew` makes of them; undefined where there is
 * no such way. The caller holds the locks of their organizations, so that no gateway adds to the chains until it has.
 */
export async function followingEntries(
  transaction: Transaction,
  rows: readonly AuditRow[],
  renew: AuditRenewal | undefined,
): Promise<readonly AuditRow[] | undefined> {
  const organizationIds = [...new Set(rows.map(({ organizationId }) => organizationId))];
  if (organizationIds.length === 0) return rows;
  const ends = new Map<number, AuditTail>(organizationIds.map((id) => [id, CHAIN_START]));
  for (const { organizationId, ...end } of await readEnds.all(transaction, organizationIds)) {
    ends.set(organizationId, end);
  }
  return doFollow(rows, ends) ? rows : renew?.(ends);
}

export const readAuditTail: Operation<"readAuditTail"> = async (transaction, organizationId) => {
  const end = await readEnds.get(transaction, [organizationId]);
  return end && { sequence: end.sequence, hash: end.hash };
};

const COLUMNS = `organization_id AS "organizationId", sequence, at, actor_kind AS "actorKind", actor_name AS "actorName",
  action, resource_kind AS "resourceKind", resource_name AS "resourceName", sealed_details AS "sealedDetails",
  data_key_id AS "dataKeyId", hash`;

const list = prepare<AuditRow>(
  `SELECT ${COLUMNS} FROM audit_entries WHERE organization_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3`,
);

export const listAudit: Operation<"listAudit"> = (transaction, organizationId, { afterPosition, limit }) =>
  list.all(transaction, organizationId, afterPosition, limit);

/** Planned for its values: with names by their index, without them in the order of the log. */
const searchIn = (order: "ASC" | "DESC"): Query<AuditRow> =>
  planEachTime<AuditRow>(
    `SELECT ${COLUMNS} FROM audit_entries
     WHERE organization_id = $1 AND sequence BETWEEN $2 AND $3
       AND ($5::bigint IS NULL OR at >= $5) AND ($6::bigint IS NULL OR at <= $6)
       AND ($7::text IS NULL OR actor_name = $7) AND ($8::text IS NULL OR action LIKE $8)
       AND ($9::text IS NULL OR resource_kind = $9)
       AND ($10::jsonb IS NULL OR resource_name IN (SELECT jsonb_array_elements_text($10)))
     ORDER BY sequence ${order} LIMIT $4`,
  );
const search = { asc: searchIn("ASC"), desc: searchIn("DESC") };

export const searchAudit: Operation<"searchAudit"> = (transaction, organizationId, look) => {
  const { first, last, filter, order, limit } = look;
  const { from, to, actor, action, resourceKind, resourceNames } = filter;
  return search[order].all(
    transaction,
    organizationId,
    first,
    last,
    limit,
    from ?? null,
    to ?? null,
    actor ?? null,
    action === undefined ? null : toLikePattern(action),
    resourceKind ?? null,
    resourceNames === undefined ? null : JSON.stringify(resourceNames),
  );
};
