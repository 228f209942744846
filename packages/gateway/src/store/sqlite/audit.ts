import type { AuditRow, AuditTail } from "../audit/audit-rows.ts";
import type { Database } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";

/** Adds an entry if it follows the last one of its chain; part of the caller's transaction. */
export function appendAudit(database: Database): (row: AuditRow) => boolean {
  const append = prepare(
    database,
    `INSERT INTO audit_entries (organization_id, sequence, at, actor_kind, actor_name, action, resource_kind,
       resource_name, sealed_details, data_key_id, hash)
     SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11
     WHERE ?2 = 1 + coalesce((SELECT max(sequence) FROM audit_entries WHERE organization_id = ?1),
       (SELECT sequence FROM audit_anchors WHERE organization_id = ?1), 0)`,
  );
  return (row) =>
    append.run(
      row.organizationId,
      row.sequence,
      row.at,
      row.actorKind,
      row.actorName,
      row.action,
      row.resourceKind,
      row.resourceName,
      row.sealedDetails,
      row.dataKeyId,
      row.hash,
    ) === 1;
}

export function readAuditTailOperation(database: Database): Operation<"readAuditTail"> {
  const read = prepare<AuditTail>(
    database,
    "SELECT sequence, hash FROM audit_entries WHERE organization_id = ? ORDER BY sequence DESC LIMIT 1",
  );
  // Where every entry was deleted for its age.
  const readAnchor = prepare<AuditTail>(
    database,
    "SELECT sequence, hash FROM audit_anchors WHERE organization_id = ?",
  );
  return (organizationId) => read.get(organizationId) ?? readAnchor.get(organizationId);
}

export function listAuditOperation(database: Database): Operation<"listAudit"> {
  const list = prepare<AuditRow>(
    database,
    `SELECT organization_id AS organizationId, sequence, at, actor_kind AS actorKind, actor_name AS actorName, action,
       resource_kind AS resourceKind, resource_name AS resourceName, sealed_details AS sealedDetails,
       data_key_id AS dataKeyId, hash
     FROM audit_entries WHERE organization_id = ? AND sequence > ? ORDER BY sequence LIMIT ?`,
  );
  return (organizationId, { afterPosition, limit }) => list.all(organizationId, afterPosition, limit);
}
