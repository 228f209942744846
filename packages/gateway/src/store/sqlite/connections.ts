import type { ConnectionRow } from "../resources/connection-rows.ts";
import type { Step } from "./change.ts";
import type { Database } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";

export function listConnectionsOperation(database: Database): Operation<"listConnections"> {
  const list = prepare<ConnectionRow>(
    database,
    `SELECT id, organization_id AS organizationId, name, source_id AS sourceId, caller_id AS callerId,
       endpoint_id AS endpointId, version, created_at AS createdAt
     FROM connections WHERE organization_id = ? ORDER BY name`,
  );
  return (organizationId) => list.all(organizationId);
}

export function addConnectionStep(database: Database): Step<"add_connection"> {
  const isTaken = prepare(database, "SELECT 1 FROM connections WHERE organization_id = ? AND name = ?");
  const insert = prepare(
    database,
    `INSERT INTO connections (id, organization_id, name, source_id, caller_id, endpoint_id, version, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return (row) => {
    if (isTaken.get(row.organizationId, row.name) !== undefined) return { refused: "name_taken" };
    const { id, organizationId, name, sourceId, callerId, endpointId, version, createdAt } = row;
    insert.run(id, organizationId, name, sourceId, callerId, endpointId, version, createdAt);
    return { result: null };
  };
}

export function updateConnectionStep(database: Database): Step<"update_connection"> {
  const update = prepare(
    database,
    `UPDATE connections SET source_id = ?1, caller_id = ?2, endpoint_id = ?3, version = ?4
     WHERE id = ?5 AND organization_id = ?6 AND version = ?4 - 1`,
  );
  return ({ id, organizationId, sourceId, callerId, endpointId, version }) =>
    update.run(sourceId, callerId, endpointId, version, id, organizationId) === 1
      ? { result: null }
      : { refused: "outdated" };
}

export function deleteConnectionStep(database: Database): Step<"delete_connection"> {
  const remove = prepare(
    database,
    "DELETE FROM connections WHERE id = ? AND organization_id = ? AND version = ?",
  );
  return ({ id, organizationId, version }) =>
    remove.run(id, organizationId, version) === 1 ? { result: null } : { refused: "outdated" };
}
