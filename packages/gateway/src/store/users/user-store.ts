import type { AnswerToRemember } from "../access/access-store.ts";
import type { Role } from "../access/role.ts";
import type { Actor } from "../audit/audit-note.ts";
import type { OidcSubject } from "./user-rows.ts";

/** A person who may sign in. */
export interface User {
  readonly id: number;
  readonly organizationId: number;
  /** Upper-case ASCII letters made lower-case ones. */
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly version: number;
  readonly createdAt: number;
  readonly disabledAt?: number;
  /** scrypt with its parameters and salt; the password itself never reaches the store. */
  readonly passwordHash?: string;
  readonly invitation?: Invitation;
  readonly oidc?: OidcSubject;
  /** When the first session began. */
  readonly activatedAt?: number;
  readonly lastSignedInAt?: number;
}

export interface Invitation {
  /** SHA-256 of its code, 32 bytes. */
  readonly hash: Uint8Array;
  readonly until: number;
}

export interface NewUser extends Pick<User, "organizationId" | "email" | "name" | "role"> {
  readonly passwordHash?: string;
  readonly invitation?: Invitation;
  /** Whether it is made only while there is no user and no API key at all. Default false. */
  readonly mustBeFirst?: boolean;
}

export type CreatedUser =
  | { readonly outcome: "created"; readonly user: User }
  | { readonly outcome: "email_taken" | "already_answered" | "not_first" };

/** What becomes of a user, and what the audit log calls it. */
export interface UserEdit {
  readonly action: `user.${string}`;
  readonly change: Partial<Pick<User, "name" | "role">> & {
    /** Undefined takes away what is there. */
    readonly disabledAt?: number | undefined;
    readonly passwordHash?: string | undefined;
    readonly invitation?: Invitation | undefined;
    readonly oidc?: OidcSubject | undefined;
  };
  /** Which sessions of the user end with it. Default: none. */
  readonly endsSessions?: "all" | { readonly except: Uint8Array };
}

export type EditedUser =
  | { readonly outcome: "edited"; readonly user: User }
  /** `outdated`: the user has changed meanwhile, or is gone. `last_admin`: no other active admin would be left. */
  | { readonly outcome: "outdated" | "last_admin" };

/** The people of the organizations. Every change is audited, and refused where it was made from what a user no longer is. */
export interface UserStore {
  /** By email. */
  list(organizationId: number): Promise<readonly User[]>;
  findByEmail(organizationId: number, email: string): Promise<User | undefined>;
  findBySubject(organizationId: number, oidc: OidcSubject): Promise<User | undefined>;
  /** Whose invitation has this hash, also where it is too old: the caller decides. */
  findByInvitation(hash: Uint8Array): Promise<User | undefined>;
  hasUsers(): Promise<boolean>;
  create(actor: Actor, user: NewUser, remember?: AnswerToRemember<User>): Promise<CreatedUser>;
  edit(actor: Actor, user: User, edit: UserEdit): Promise<EditedUser>;
  /** Ends the user's sessions too. */
  delete(actor: Actor, user: User): Promise<"deleted" | "outdated" | "last_admin">;
}
