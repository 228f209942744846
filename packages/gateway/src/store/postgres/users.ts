import type { UserRow } from "../users/user-rows.ts";
import type { Operation } from "./operation.ts";
import { prepare } from "./query.ts";
import type { Transaction } from "./query.ts";
import type { Step } from "./step.ts";

/** Also for what reads a session with its user. */
export const USER_COLUMNS = `id, organization_id AS "organizationId", email, name, role, version,
  created_at AS "createdAt", disabled_at AS "disabledAt", password_hash AS "passwordHash",
  invitation_hash AS "invitationHash", invited_until AS "invitedUntil", oidc_issuer AS "oidcIssuer",
  oidc_subject AS "oidcSubject", activated_at AS "activatedAt", last_signed_in_at AS "lastSignedInAt"`;

// As for the first API key: of two that would both be the first one is.
const lockFirst = prepare("SELECT 1 FROM meta WHERE id = 1 FOR UPDATE");
const findAny = prepare("SELECT 1 FROM users UNION ALL SELECT 1 FROM api_keys LIMIT 1");
const insert = prepare(
  `INSERT INTO users (id, organization_id, email, name, role, version, created_at, password_hash, invitation_hash,
     invited_until)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (organization_id, email) DO NOTHING`,
);

export const addUserStep: Step<"add_user"> = async (transaction, row) => {
  if (row.mustBeFirst) {
    await lockFirst.get(transaction);
    if ((await findAny.get(transaction)) !== undefined) return { refused: "not_allowed" };
  }
  const { id, organizationId, email, name, role, version, createdAt } = row;
  const facts = [id, organizationId, email, name, role, version, createdAt];
  const secrets = [row.passwordHash, row.invitationHash, row.invitedUntil];
  const added = await insert.run(transaction, ...facts, ...secrets);
  return added === 1 ? { result: null } : { refused: "name_taken" };
};

const update = prepare(
  `UPDATE users SET name = $1, role = $2, version = $3, disabled_at = $4, password_hash = $5, invitation_hash = $6,
     invited_until = $7, oidc_issuer = $8, oidc_subject = $9
   WHERE id = $10 AND organization_id = $11 AND version = $3 - 1`,
);

export const updateUserStep: Step<"update_user"> = async (transaction, row) => {
  const { id, organizationId, name, role, version, disabledAt, passwordHash } = row;
  const { invitationHash, invitedUntil, oidcIssuer, oidcSubject } = row;
  const facts = [name, role, version, disabledAt, passwordHash, invitationHash, invitedUntil];
  const updated = await update.run(transaction, ...facts, oidcIssuer, oidcSubject, id, organizationId);
  if (updated !== 1) return { refused: "outdated" };
  return await leavingAdmin(transaction, row);
};

const endSessions = prepare("DELETE FROM sessions WHERE user_id = $1 AND organization_id = $2");
const remove = prepare("DELETE FROM users WHERE id = $1 AND organization_id = $2 AND version = $3");

export const deleteUserStep: Step<"delete_user"> = async (transaction, row) => {
  const { id, organizationId, version } = row;
  await endSessions.run(transaction, id, organizationId);
  const removed = await remove.run(transaction, id, organizationId, version);
  if (removed !== 1) return { refused: "outdated" };
  return await leavingAdmin(transaction, row);
};

const findAdmin = prepare(
  `SELECT 1 FROM users WHERE organization_id = $1 AND role = 'admin' AND disabled_at IS NULL
   AND activated_at IS NOT NULL LIMIT 1`,
);

/** The change has locked the organization: no other takes the last but one away meanwhile. */
async function leavingAdmin(
  transaction: Transaction,
  row: { readonly organizationId: number; readonly mustLeaveAdmin: boolean },
): Promise<{ readonly result: null } | { readonly refused: "not_allowed" }> {
  const isLeft = !row.mustLeaveAdmin || (await findAdmin.get(transaction, row.organizationId)) !== undefined;
  return isLeft ? { result: null } : { refused: "not_allowed" };
}

const list = prepare<UserRow>(`SELECT ${USER_COLUMNS} FROM users WHERE organization_id = $1 ORDER BY email`);

export const listUsers: Operation<"listUsers"> = (transaction, organizationId) =>
  list.all(transaction, organizationId);

const findByEmail = prepare<UserRow>(
  `SELECT ${USER_COLUMNS} FROM users WHERE organization_id = $1 AND email = $2`,
);

export const findUserByEmail: Operation<"findUserByEmail"> = (transaction, organizationId, email) =>
  findByEmail.get(transaction, organizationId, email);

const findBySubject = prepare<UserRow>(
  `SELECT ${USER_COLUMNS} FROM users WHERE organization_id = $1 AND oidc_issuer = $2 AND oidc_subject = $3`,
);

export const findUserBySubject: Operation<"findUserBySubject"> = (
  transaction,
  organizationId,
  { issuer, subject },
) => findBySubject.get(transaction, organizationId, issuer, subject);

const findByInvitation = prepare<UserRow>(`SELECT ${USER_COLUMNS} FROM users WHERE invitation_hash = $1`);

export const findUserByInvitation: Operation<"findUserByInvitation"> = (transaction, invitationHash) =>
  findByInvitation.get(transaction, invitationHash);

const count = prepare<{ readonly count: number }>("SELECT count(*) AS count FROM users");

export const countUsers: Operation<"countUsers"> = async (transaction) =>
  (await count.get(transaction))?.count ?? 0;
