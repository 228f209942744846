import type { SecretFactsRow } from "../resources/secret-rows.ts";
import type { Database } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";

export function listSecretsOperation(database: Database): Operation<"listSecrets"> {
  const list = prepare<SecretFactsRow>(
    database,
    `SELECT s.id, s.owner_kind AS ownerKind, s.owner_id AS ownerId, s.name, s.position, s.state,
       s.created_at AS createdAt, s.not_before AS notBefore, s.not_after AS notAfter,
       u.last_matched_at AS lastMatchedAt, coalesce(u.matches, 0) AS matches
     FROM secrets s LEFT JOIN secret_use u ON u.secret_id = s.id
     WHERE s.organization_id = ? ORDER BY s.owner_kind, s.owner_id, s.state = 'revoked', s.position, s.id DESC`,
  );
  return (organizationId) => list.all(organizationId);
}

export function noteSecretUsesOperation(database: Database): Operation<"noteSecretUses"> {
  // `WHERE true` tells SQLite that ON belongs to the conflict, not to a join.
  const note = prepare(
    database,
    `INSERT INTO secret_use (secret_id, matches, last_matched_at)
     SELECT value ->> 'secretId', value ->> 'matches', value ->> 'lastMatchedAt' FROM json_each(?) WHERE true
     ON CONFLICT (secret_id) DO UPDATE SET matches = matches + excluded.matches,
       last_matched_at = max(last_matched_at, excluded.last_matched_at)`,
  );
  return (uses) => {
    note.run(JSON.stringify(uses));
  };
}
