import type { SessionRow, UserRow } from "../users/user-rows.ts";
import type { Step } from "./change.ts";
import type { Database } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";
import { USER_COLUMNS } from "./users.ts";

export function beginSessionStep(database: Database): Step<"begin_session"> {
  const noteSignIn = prepare(
    database,
    `UPDATE users SET last_signed_in_at = ?1, activated_at = coalesce(activated_at, ?1)
     WHERE id = ?2 AND organization_id = ?3 AND version = ?4 AND disabled_at IS NULL`,
  );
  const insert = prepare(
    database,
    `INSERT INTO sessions (token_hash, organization_id, user_id, how, started_at, renewed_at, idle_until, ends_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return ({
    tokenHash,
    organizationId,
    userId,
    how,
    startedAt,
    renewedAt,
    idleUntil,
    endsAt,
    userVersion,
  }) => {
    if (noteSignIn.run(startedAt, userId, organizationId, userVersion) !== 1) return { refused: "outdated" };
    insert.run(tokenHash, organizationId, userId, how, startedAt, renewedAt, idleUntil, endsAt);
    return { result: null };
  };
}

export function endSessionStep(database: Database): Step<"end_session"> {
  const end = prepare(database, "DELETE FROM sessions WHERE token_hash = ? AND organization_id = ?");
  return ({ tokenHash, organizationId }) =>
    end.run(tokenHash, organizationId) === 1 ? { result: null } : { refused: "not_found" };
}

export function endSessionsStep(database: Database): Step<"end_sessions"> {
  const end = prepare(
    database,
    "DELETE FROM sessions WHERE user_id = ? AND organization_id = ? AND token_hash IS NOT ?",
  );
  return ({ userId, organizationId, exceptTokenHash }) => {
    end.run(userId, organizationId, exceptTokenHash);
    return { result: null };
  };
}

export function findSessionOperation(database: Database): Operation<"findSession"> {
  const find = prepare<SessionRow>(
    database,
    `SELECT token_hash AS tokenHash, organization_id AS organizationId, user_id AS userId, how,
       started_at AS startedAt, renewed_at AS renewedAt, idle_until AS idleUntil, ends_at AS endsAt
     FROM sessions WHERE token_hash = ?`,
  );
  const findUser = prepare<UserRow>(database, `SELECT ${USER_COLUMNS} FROM users WHERE id = ?`);
  return (tokenHash) => {
    const session = find.get(tokenHash);
    const user = session === undefined ? undefined : findUser.get(session.userId);
    return session === undefined || user === undefined ? undefined : { session, user };
  };
}

export function renewSessionOperation(database: Database): Operation<"renewSession"> {
  const renew = prepare(
    database,
    "UPDATE sessions SET renewed_at = ?1, idle_until = min(?2, ends_at) WHERE token_hash = ?3",
  );
  return (tokenHash, { renewedAt, idleUntil }) => {
    renew.run(renewedAt, idleUntil, tokenHash);
  };
}

export function purgeSessionsOperation(database: Database): Operation<"purgeSessions"> {
  const purge = prepare(
    database,
    `DELETE FROM sessions WHERE token_hash IN (
       SELECT token_hash FROM sessions WHERE idle_until < ? ORDER BY idle_until LIMIT ?)`,
  );
  return (before, limit) => purge.run(before, limit);
}
