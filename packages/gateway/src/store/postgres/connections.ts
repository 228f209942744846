import type { ConnectionRow } from "../resources/connection-rows.ts";
import type { Operation } from "./operation.ts";
import { prepare } from "./query.ts";
import type { Step } from "./step.ts";

const list = prepare<ConnectionRow>(
  `SELECT id, organization_id AS "organizationId", name, source_id AS "sourceId", caller_id AS "callerId",
     endpoint_id AS "endpointId", version, created_at AS "createdAt"
   FROM connections WHERE organization_id = $1 ORDER BY name`,
);

export const listConnections: Operation<"listConnections"> = (transaction, organizationId) =>
  list.all(transaction, organizationId);

const insert = prepare(
  `INSERT INTO connections (id, organization_id, name, source_id, caller_id, endpoint_id, version, created_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (organization_id, name) DO NOTHING`,
);

export const addConnectionStep: Step<"add_connection"> = async (transaction, row) => {
  const { id, organizationId, name, sourceId, callerId, endpointId, version, createdAt } = row;
  const values = [id, organizationId, name, sourceId, callerId, endpointId, version, createdAt];
  return (await insert.run(transaction, ...values)) === 1 ? { result: null } : { refused: "name_taken" };
};

const update = prepare(
  `UPDATE connections SET source_id = $1, caller_id = $2, endpoint_id = $3, version = $4
   WHERE id = $5 AND organization_id = $6 AND version = $4 - 1`,
);

export const updateConnectionStep: Step<"update_connection"> = async (transaction, row) => {
  const { id, organizationId, sourceId, callerId, endpointId, version } = row;
  const values = [sourceId, callerId, endpointId, version, id, organizationId];
  return (await update.run(transaction, ...values)) === 1 ? { result: null } : { refused: "outdated" };
};

const remove = prepare("DELETE FROM connections WHERE id = $1 AND organization_id = $2 AND version = $3");

export const deleteConnectionStep: Step<"delete_connection"> = async (transaction, row) => {
  const { id, organizationId, version } = row;
  const removed = await remove.run(transaction, id, organizationId, version);
  return removed === 1 ? { result: null } : { refused: "outdated" };
};
