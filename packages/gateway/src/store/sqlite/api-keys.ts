import type { ApiKeyRow } from "../access/api-key-rows.ts";
import type { Step } from "./change.ts";
import type { Database } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";

const COLUMNS = `id, organization_id AS organizationId, name, role, key_hash AS keyHash, created_at AS createdAt,
  expires_at AS expiresAt, revoked_at AS revokedAt, last_used_at AS lastUsedAt`;

export function addApiKeyStep(database: Database): Step<"add_api_key"> {
  const isTaken = prepare(
    database,
    "SELECT 1 FROM api_keys WHERE organization_id = ? AND name = ? AND revoked_at IS NULL",
  );
  const insert = prepare(
    database,
    `INSERT INTO api_keys (id, organization_id, name, role, key_hash, created_at, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const findAny = prepare(database, "SELECT 1 FROM api_keys UNION ALL SELECT 1 FROM users LIMIT 1");
  return ({ id, organizationId, name, role, keyHash, createdAt, expiresAt, mustBeFirst }) => {
    if (mustBeFirst && findAny.get() !== undefined) return { refused: "not_allowed" };
    if (isTaken.get(organizationId, name) !== undefined) return { refused: "name_taken" };
    insert.run(id, organizationId, name, role, keyHash, createdAt, expiresAt);
    return { result: null };
  };
}

export function revokeApiKeyStep(database: Database): Step<"revoke_api_key"> {
  const revoke = prepare(
    database,
    "UPDATE api_keys SET revoked_at = ? WHERE id = ? AND organization_id = ? AND revoked_at IS NULL",
  );
  return ({ id, organizationId, at }) =>
    revoke.run(at, id, organizationId) === 1 ? { result: null } : { refused: "not_found" };
}

export function findApiKeyOperation(database: Database): Operation<"findApiKey"> {
  const find = prepare<ApiKeyRow>(database, `SELECT ${COLUMNS} FROM api_keys WHERE key_hash = ?`);
  return (keyHash) => find.get(keyHash);
}

export function listApiKeysOperation(database: Database): Operation<"listApiKeys"> {
  const list = prepare<ApiKeyRow>(
    database,
    `SELECT ${COLUMNS} FROM api_keys WHERE organization_id = ? ORDER BY id DESC`,
  );
  return (organizationId) => list.all(organizationId);
}

export function countApiKeysOperation(database: Database): Operation<"countApiKeys"> {
  const count = prepare<{ readonly count: number }>(database, "SELECT count(*) AS count FROM api_keys");
  return () => count.get()?.count ?? 0;
}

export function noteApiKeyUseOperation(database: Database): Operation<"noteApiKeyUse"> {
  const note = prepare(database, "UPDATE api_keys SET last_used_at = ? WHERE id = ?");
  return (id, at) => {
    note.run(at, id);
  };
}
