import type { AuditRow, AuditTail } from "../audit/audit-rows.ts";
import type { Database } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";
import type { Query } from "./query.ts";

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

const COLUMNS = `organization_id AS organizationId, sequence, at, actor_kind AS actorKind, actor_name AS actorName, action,
  resource_kind AS resourceKind, resource_name AS resourceName, sealed_details AS sealedDetails,
  data_key_id AS dataKeyId, hash`;

export function listAuditOperation(database: Database): Operation<"listAudit"> {
  const list = prepare<AuditRow>(
    database,
    `SELECT ${COLUMNS} FROM audit_entries WHERE organization_id = ? AND sequence > ? ORDER BY sequence LIMIT ?`,
  );
  return (organizationId, { afterPosition, limit }) => list.all(organizationId, afterPosition, limit);
}

const FITS = `organization_id = ?1 AND sequence BETWEEN ?2 AND ?3
  AND (?5 IS NULL OR at >= ?5) AND (?6 IS NULL OR at <= ?6)
  AND (?7 IS NULL OR actor_name = ?7) AND (?8 IS NULL OR action GLOB ?8) AND (?9 IS NULL OR resource_kind = ?9)`;

export function searchAuditOperation(database: Database): Operation<"searchAudit"> {
  // Told which way to go: there are no statistics, and the wrong one reads the whole log.
  const statement = (from: string, order: "ASC" | "DESC"): Query<AuditRow> =>
    prepare<AuditRow>(
      database,
      `SELECT ${COLUMNS} FROM audit_entries ${from} ORDER BY sequence ${order} LIMIT ?4`,
    );
  const inOrder = `NOT INDEXED WHERE ${FITS}`;
  const byResource = `INDEXED BY audit_entries_by_resource
    WHERE ${FITS} AND resource_name IN (SELECT value FROM json_each(?10))`;
  const all = { asc: statement(inOrder, "ASC"), desc: statement(inOrder, "DESC") };
  const named = { asc: statement(byResource, "ASC"), desc: statement(byResource, "DESC") };
  return (organizationId, { first, last, filter, order, limit }) => {
    const { from, to, actor, action, resourceKind, resourceNames } = filter;
    const span = [organizationId, first, last, limit, from ?? null, to ?? null];
    // GLOB has the `*` that patterns have; an action has no character that means anything else to it.
    const values = [...span, actor ?? null, action ?? null, resourceKind ?? null];
    return resourceNames === undefined
      ? all[order].all(...values)
      : named[order].all(...values, JSON.stringify(resourceNames));
  };
}
