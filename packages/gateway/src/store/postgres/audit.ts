import type { AuditRow, AuditTail } from "../audit/audit-rows.ts";
import { doFollow } from "../audit/do-follow.ts";
import type { ChainEnd } from "../audit/do-follow.ts";
import type { Operation } from "./operation.ts";
import { prepareRows } from "./prepare-rows.ts";
import { prepare } from "./query.ts";
import type { Transaction } from "./query.ts";

// The anchor is what is left of a chain of which every entry was deleted for its age.
const readEnds = prepare<ChainEnd>(
  `SELECT o.id AS "organizationId",
     coalesce((SELECT max(sequence) FROM audit_entries WHERE organization_id = o.id),
       (SELECT sequence FROM audit_anchors WHERE organization_id = o.id), 0) AS sequence
   FROM unnest($1::bigint[]) AS o (id)`,
);
const append = prepareRows<AuditRow>(
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
 * Adds entries if they follow the last ones of their chains; otherwise adds none and gives false. The caller holds the
 * locks of their organizations, so that no other gateway appends in between.
 */
export async function appendAudit(transaction: Transaction, rows: readonly AuditRow[]): Promise<boolean> {
  if (rows.length === 0) return true;
  const organizationIds = [...new Set(rows.map(({ organizationId }) => organizationId))];
  if (!doFollow(rows, await readEnds.all(transaction, organizationIds))) return false;
  await append(transaction, rows);
  return true;
}

const readTail = prepare<AuditTail>(
  `(SELECT sequence, hash FROM audit_entries WHERE organization_id = $1 ORDER BY sequence DESC LIMIT 1)
   UNION ALL
   (SELECT sequence, hash FROM audit_anchors WHERE organization_id = $1)
   ORDER BY sequence DESC LIMIT 1`,
);

export const readAuditTail: Operation<"readAuditTail"> = (transaction, organizationId) =>
  readTail.get(transaction, organizationId);

const list = prepare<AuditRow>(
  `SELECT organization_id AS "organizationId", sequence, at, actor_kind AS "actorKind", actor_name AS "actorName",
     action, resource_kind AS "resourceKind", resource_name AS "resourceName", sealed_details AS "sealedDetails",
     data_key_id AS "dataKeyId", hash
   FROM audit_entries WHERE organization_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3`,
);

export const listAudit: Operation<"listAudit"> = (transaction, organizationId, { afterPosition, limit }) =>
  list.all(transaction, organizationId, afterPosition, limit);
