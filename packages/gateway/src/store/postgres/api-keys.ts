import type { ApiKeyRow } from "../access/api-key-rows.ts";
import type { Operation } from "./operation.ts";
import { prepare } from "./query.ts";
import type { Step } from "./step.ts";

const COLUMNS = `id, organization_id AS "organizationId", name, role, key_hash AS "keyHash",
  created_at AS "createdAt", expires_at AS "expiresAt", revoked_at AS "revokedAt", last_used_at AS "lastUsedAt"`;

const insert = prepare(
  `INSERT INTO api_keys (id, organization_id, name, role, key_hash, created_at, expires_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7)
   ON CONFLICT (organization_id, name) WHERE revoked_at IS NULL DO NOTHING`,
);

// One after the other, for all organizations: of two that would both be the first one is.
const lockFirst = prepare("SELECT 1 FROM meta WHERE id = 1 FOR UPDATE");
const findAny = prepare("SELECT 1 FROM api_keys UNION ALL SELECT 1 FROM users LIMIT 1");

export const addApiKeyStep: Step<"add_api_key"> = async (transaction, row) => {
  if (row.mustBeFirst) {
    await lockFirst.get(transaction);
    if ((await findAny.get(transaction)) !== undefined) return { refused: "not_allowed" };
  }
  const { id, organizationId, name, role, keyHash, createdAt, expiresAt } = row;
  const added = await insert.run(transaction, id, organizationId, name, role, keyHash, createdAt, expiresAt);
  return added === 1 ? { result: null } : { refused: "name_taken" };
};

const revoke = prepare(
  "UPDATE api_keys SET revoked_at = $1 WHERE id = $2 AND organization_id = $3 AND revoked_at IS NULL",
);

export const revokeApiKeyStep: Step<"revoke_api_key"> = async (transaction, { id, organizationId, at }) =>
  (await revoke.run(transaction, at, id, organizationId)) === 1 ? { result: null } : { refused: "not_found" };

const find = prepare<ApiKeyRow>(`SELECT ${COLUMNS} FROM api_keys WHERE key_hash = $1`);

export const findApiKey: Operation<"findApiKey"> = (transaction, keyHash) => find.get(transaction, keyHash);

const list = prepare<ApiKeyRow>(
  `SELECT ${COLUMNS} FROM api_keys WHERE organization_id = $1 ORDER BY id DESC`,
);

export const listApiKeys: Operation<"listApiKeys"> = (transaction, organizationId) =>
  list.all(transaction, organizationId);

const count = prepare<{ readonly count: number }>("SELECT count(*) AS count FROM api_keys");

export const countApiKeys: Operation<"countApiKeys"> = async (transaction) =>
  (await count.get(transaction))?.count ?? 0;

const note = prepare("UPDATE api_keys SET last_used_at = $1 WHERE id = $2");

export const noteApiKeyUse: Operation<"noteApiKeyUse"> = async (transaction, id, at) => {
  await note.run(transaction, at, id);
};
