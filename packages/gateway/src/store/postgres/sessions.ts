import type { SessionRow, UserRow } from "../users/user-rows.ts";
import type { Operation } from "./operation.ts";
import { prepare } from "./query.ts";
import type { Step } from "./step.ts";
import { USER_COLUMNS } from "./users.ts";

const noteSignIn = prepare(
  `UPDATE users SET last_signed_in_at = $1, activated_at = coalesce(activated_at, $1)
   WHERE id = $2 AND organization_id = $3 AND version = $4 AND disabled_at IS NULL`,
);
const insert = prepare(
  `INSERT INTO sessions (token_hash, organization_id, user_id, how, started_at, renewed_at, idle_until, ends_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
);

export const beginSessionStep: Step<"begin_session"> = async (transaction, row) => {
  const { tokenHash, organizationId, userId, how, startedAt, renewedAt, idleUntil, endsAt } = row;
  const noted = await noteSignIn.run(transaction, startedAt, userId, organizationId, row.userVersion);
  if (noted !== 1) return { refused: "outdated" };
  await insert.run(
    transaction,
    tokenHash,
    organizationId,
    userId,
    how,
    startedAt,
    renewedAt,
    idleUntil,
    endsAt,
  );
  return { result: null };
};

const end = prepare("DELETE FROM sessions WHERE token_hash = $1 AND organization_id = $2");

export const endSessionStep: Step<"end_session"> = async (transaction, { tokenHash, organizationId }) =>
  (await end.run(transaction, tokenHash, organizationId)) === 1 ? { result: null } : { refused: "not_found" };

const endAll = prepare(
  "DELETE FROM sessions WHERE user_id = $1 AND organization_id = $2 AND token_hash IS DISTINCT FROM $3",
);

export const endSessionsStep: Step<"end_sessions"> = async (transaction, row) => {
  await endAll.run(transaction, row.userId, row.organizationId, row.exceptTokenHash);
  return { result: null };
};

const find = prepare<SessionRow>(
  `SELECT token_hash AS "tokenHash", organization_id AS "organizationId", user_id AS "userId", how,
     started_at AS "startedAt", renewed_at AS "renewedAt", idle_until AS "idleUntil", ends_at AS "endsAt"
   FROM sessions WHERE token_hash = $1`,
);
const findUser = prepare<UserRow>(
  `SELECT ${USER_COLUMNS} FROM users WHERE id = (SELECT user_id FROM sessions WHERE token_hash = $1)`,
);

export const findSession: Operation<"findSession"> = async (transaction, tokenHash) => {
  // Both asked for at once, in one round trip.
  const [session, user] = await Promise.all([
    find.get(transaction, tokenHash),
    findUser.get(transaction, tokenHash),
  ]);
  return session === undefined || user === undefined ? undefined : { session, user };
};

const renew = prepare(
  "UPDATE sessions SET renewed_at = $1, idle_until = least($2, ends_at) WHERE token_hash = $3",
);

export const renewSession: Operation<"renewSession"> = async (
  transaction,
  tokenHash,
  { renewedAt, idleUntil },
) => {
  await renew.run(transaction, renewedAt, idleUntil, tokenHash);
};

// What another gateway is deleting in this moment is left to it.
const purge = prepare(
  `DELETE FROM sessions WHERE token_hash IN (
     SELECT token_hash FROM sessions WHERE idle_until < $1 ORDER BY idle_until LIMIT $2 FOR UPDATE SKIP LOCKED)`,
);

export const purgeSessions: Operation<"purgeSessions"> = (transaction, before, limit) =>
  purge.run(transaction, before, limit);
