import type { UserRow } from "../users/user-rows.ts";
import type { Step } from "./change.ts";
import type { Database } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";

/** Also for what reads a session with its user. */
export const USER_COLUMNS = `id, organization_id AS organizationId, email, name, role, version, created_at AS createdAt,
  disabled_at AS disabledAt, password_hash AS passwordHash, invitation_hash AS invitationHash,
  invited_until AS invitedUntil, oidc_issuer AS oidcIssuer, oidc_subject AS oidcSubject,
  activated_at AS activatedAt, last_signed_in_at AS lastSignedInAt`;

export function addUserStep(database: Database): Step<"add_user"> {
  const findAny = prepare(database, "SELECT 1 FROM users UNION ALL SELECT 1 FROM api_keys LIMIT 1");
  const isTaken = prepare(database, "SELECT 1 FROM users WHERE organization_id = ? AND email = ?");
  const insert = prepare(
    database,
    `INSERT INTO users (id, organization_id, email, name, role, version, created_at, password_hash, invitation_hash,
       invited_until)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return (row) => {
    if (row.mustBeFirst && findAny.get() !== undefined) return { refused: "not_allowed" };
    if (isTaken.get(row.organizationId, row.email) !== undefined) return { refused: "name_taken" };
    const { id, organizationId, email, name, role, version, createdAt } = row;
    const secrets = [row.passwordHash, row.invitationHash, row.invitedUntil];
    insert.run(id, organizationId, email, name, role, version, createdAt, ...secrets);
    return { result: null };
  };
}

export function updateUserStep(database: Database): Step<"update_user"> {
  const update = prepare(
    database,
    `UPDATE users SET name = ?1, role = ?2, version = ?3, disabled_at = ?4, password_hash = ?5, invitation_hash = ?6,
       invited_until = ?7, oidc_issuer = ?8, oidc_subject = ?9
     WHERE id = ?10 AND organization_id = ?11 AND version = ?3 - 1`,
  );
  const isAdminLeft = adminLeft(database);
  return (row) => {
    const { id, organizationId, name, role, version, disabledAt, passwordHash } = row;
    const { invitationHash, invitedUntil, oidcIssuer, oidcSubject } = row;
    const facts = [name, role, version, disabledAt, passwordHash, invitationHash, invitedUntil];
    const updated = update.run(...facts, oidcIssuer, oidcSubject, id, organizationId);
    if (updated !== 1) return { refused: "outdated" };
    if (row.mustLeaveAdmin && !isAdminLeft(organizationId)) return { refused: "not_allowed" };
    return { result: null };
  };
}

export function deleteUserStep(database: Database): Step<"delete_user"> {
  const endSessions = prepare(database, "DELETE FROM sessions WHERE user_id = ? AND organization_id = ?");
  const remove = prepare(database, "DELETE FROM users WHERE id = ? AND organization_id = ? AND version = ?");
  const isAdminLeft = adminLeft(database);
  return ({ id, organizationId, version, mustLeaveAdmin }) => {
    endSessions.run(id, organizationId);
    if (remove.run(id, organizationId, version) !== 1) return { refused: "outdated" };
    if (mustLeaveAdmin && !isAdminLeft(organizationId)) return { refused: "not_allowed" };
    return { result: null };
  };
}

function adminLeft(database: Database): (organizationId: number) => boolean {
  const find = prepare(
    database,
    `SELECT 1 FROM users WHERE organization_id = ? AND role = 'admin' AND disabled_at IS NULL
     AND activated_at IS NOT NULL LIMIT 1`,
  );
  return (organizationId) => find.get(organizationId) !== undefined;
}

export function listUsersOperation(database: Database): Operation<"listUsers"> {
  const list = prepare<UserRow>(
    database,
    `SELECT ${USER_COLUMNS} FROM users WHERE organization_id = ? ORDER BY email`,
  );
  return (organizationId) => list.all(organizationId);
}

export function findUserByEmailOperation(database: Database): Operation<"findUserByEmail"> {
  const find = prepare<UserRow>(
    database,
    `SELECT ${USER_COLUMNS} FROM users WHERE organization_id = ? AND email = ?`,
  );
  return (organizationId, email) => find.get(organizationId, email);
}

export function findUserBySubjectOperation(database: Database): Operation<"findUserBySubject"> {
  const find = prepare<UserRow>(
    database,
    `SELECT ${USER_COLUMNS} FROM users WHERE organization_id = ? AND oidc_issuer = ? AND oidc_subject = ?`,
  );
  return (organizationId, { issuer, subject }) => find.get(organizationId, issuer, subject);
}

export function findUserByInvitationOperation(database: Database): Operation<"findUserByInvitation"> {
  const find = prepare<UserRow>(database, `SELECT ${USER_COLUMNS} FROM users WHERE invitation_hash = ?`);
  return (invitationHash) => find.get(invitationHash);
}

export function countUsersOperation(database: Database): Operation<"countUsers"> {
  const count = prepare<{ readonly count: number }>(database, "SELECT count(*) AS count FROM users");
  return () => count.get()?.count ?? 0;
}
