import type { SecretFactsRow, SecretUseRow } from "../resources/secret-rows.ts";
import type { Operation } from "./operation.ts";
import { prepareRows } from "./prepare-rows.ts";
import { prepare } from "./query.ts";

const list = prepare<SecretFactsRow>(
  `SELECT s.id, s.owner_kind AS "ownerKind", s.owner_id AS "ownerId", s.name, s.position, s.state,
     s.created_at AS "createdAt", s.not_before AS "notBefore", s.not_after AS "notAfter",
     u.last_matched_at AS "lastMatchedAt", coalesce(u.matches, 0) AS matches
   FROM secrets s LEFT JOIN secret_use u ON u.secret_id = s.id
   WHERE s.organization_id = $1
   ORDER BY s.owner_kind, s.owner_id, s.state = 'revoked', s.position, s.id DESC`,
);

export const listSecrets: Operation<"listSecrets"> = (transaction, organizationId) =>
  list.all(transaction, organizationId);

// In one order, because every gateway notes the same secrets every few seconds.
const note = prepareRows<SecretUseRow>(
  { secretId: "bigint", matches: "bigint", lastMatchedAt: "bigint" },
  (rows) => `
    INSERT INTO secret_use (secret_id, matches, last_matched_at) SELECT * FROM ${rows} ORDER BY 1
    ON CONFLICT (secret_id) DO UPDATE SET matches = secret_use.matches + excluded.matches,
      last_matched_at = greatest(secret_use.last_matched_at, excluded.last_matched_at)`,
);

export const noteSecretUses: Operation<"noteSecretUses"> = async (transaction, uses) => {
  await note(transaction, uses);
};
