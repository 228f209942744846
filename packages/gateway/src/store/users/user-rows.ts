import type { Role } from "../access/role.ts";

/** A person as the database keeps it. */
export interface UserRow {
  readonly id: number;
  readonly organizationId: number;
  /** Upper-case ASCII letters made lower-case ones. */
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** 1 at first, raised by each change; signing in is none. */
  readonly version: number;
  readonly createdAt: number;
  readonly disabledAt: number | null;
  /** scrypt with its parameters and salt. */
  readonly passwordHash: string | null;
  /** SHA-256 of the invitation's code, 32 bytes. */
  readonly invitationHash: Uint8Array | null;
  readonly invitedUntil: number | null;
  readonly oidcIssuer: string | null;
  readonly oidcSubject: string | null;
  /** When the first session began. */
  readonly activatedAt: number | null;
  readonly lastSignedInAt: number | null;
}

/** A session as the database keeps it, while it lasts. */
export interface SessionRow {
  /** SHA-256 of the token, 32 bytes. */
  readonly tokenHash: Uint8Array;
  readonly organizationId: number;
  readonly userId: number;
  readonly how: SessionOrigin;
  readonly startedAt: number;
  readonly renewedAt: number;
  /** It is over then, unless it was renewed; never after `endsAt`. */
  readonly idleUntil: number;
  readonly endsAt: number;
}

/** What a person has shown to get in. */
export type SessionOrigin = "password" | "invitation" | "setup" | "oidc";

/** Who an identity provider says somebody is. */
export interface OidcSubject {
  readonly issuer: string;
  readonly subject: string;
}

export interface UserRows {
  /** All users of an organization, by email. */
  listUsers(organizationId: number): Promise<readonly UserRow[]>;
  findUserByEmail(organizationId: number, email: string): Promise<UserRow | undefined>;
  findUserBySubject(organizationId: number, oidc: OidcSubject): Promise<UserRow | undefined>;
  findUserByInvitation(invitationHash: Uint8Array): Promise<UserRow | undefined>;
  countUsers(): Promise<number>;
  /** The session with its user, also one that is over. */
  findSession(
    tokenHash: Uint8Array,
  ): Promise<{ readonly session: SessionRow; readonly user: UserRow } | undefined>;
  renewSession(tokenHash: Uint8Array, times: Pick<SessionRow, "renewedAt" | "idleUntil">): Promise<void>;
  /** Deletes at most `limit` sessions that were over before `before`; returns how many. */
  purgeSessions(before: number, limit: number): Promise<number>;
}
