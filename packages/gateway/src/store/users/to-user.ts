import type { UserRow } from "./user-rows.ts";
import type { User } from "./user-store.ts";

export function toUser(row: UserRow): User {
  const { id, organizationId, email, name, role, version, createdAt } = row;
  const { disabledAt, passwordHash, invitationHash, invitedUntil, oidcIssuer, oidcSubject } = row;
  const { activatedAt, lastSignedInAt } = row;
  return {
    id,
    organizationId,
    email,
    name,
    role,
    version,
    createdAt,
    ...(disabledAt !== null && { disabledAt }),
    ...(passwordHash !== null && { passwordHash }),
    ...(invitationHash !== null &&
      invitedUntil !== null && { invitation: { hash: invitationHash, until: invitedUntil } }),
    ...(oidcIssuer !== null &&
      oidcSubject !== null && { oidc: { issuer: oidcIssuer, subject: oidcSubject } }),
    ...(activatedAt !== null && { activatedAt }),
    ...(lastSignedInAt !== null && { lastSignedInAt }),
  };
}

export function toUserRow({ invitation, oidc, ...user }: User): UserRow {
  const { id, organizationId, email, name, role, version, createdAt } = user;
  return {
    id,
    organizationId,
    email,
    name,
    role,
    version,
    createdAt,
    disabledAt: user.disabledAt ?? null,
    passwordHash: user.passwordHash ?? null,
    invitationHash: invitation?.hash ?? null,
    invitedUntil: invitation?.until ?? null,
    oidcIssuer: oidc?.issuer ?? null,
    oidcSubject: oidc?.subject ?? null,
    activatedAt: user.activatedAt ?? null,
    lastSignedInAt: user.lastSignedInAt ?? null,
  };
}
