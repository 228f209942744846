import type { AnswerToRemember } from "../access/access-store.ts";
import type { AnswerVault } from "../access/answer-vault.ts";
import type { Actor, AuditNote } from "../audit/audit-note.ts";
import type { Ledger } from "../audit/ledger.ts";
import type { ChangeStep } from "../change.ts";
import type { ReservedIds } from "../reserved-ids.ts";
import { toUser, toUserRow } from "./to-user.ts";
import type { OidcSubject, UserRow, UserRows } from "./user-rows.ts";
import type { CreatedUser, EditedUser, NewUser, User, UserEdit, UserStore } from "./user-store.ts";

export interface SealedUsersOptions {
  readonly engine: UserRows;
  readonly ledger: Ledger;
  readonly answers: AnswerVault;
  readonly ids: ReservedIds;
  readonly now: () => number;
}

export class SealedUsers implements UserStore {
  readonly #options: SealedUsersOptions;

  constructor(options: SealedUsersOptions) {
    this.#options = options;
  }

  async list(organizationId: number): Promise<readonly User[]> {
    return (await this.#options.engine.listUsers(organizationId)).map(toUser);
  }

  async findByEmail(organizationId: number, email: string): Promise<User | undefined> {
    return found(await this.#options.engine.findUserByEmail(organizationId, email));
  }

  async findBySubject(organizationId: number, oidc: OidcSubject): Promise<User | undefined> {
    return found(await this.#options.engine.findUserBySubject(organizationId, oidc));
  }

  async findByInvitation(hash: Uint8Array): Promise<User | undefined> {
    return found(await this.#options.engine.findUserByInvitation(hash));
  }

  async hasUsers(): Promise<boolean> {
    return (await this.#options.engine.countUsers()) > 0;
  }

  async create(actor: Actor, wanted: NewUser, remember?: AnswerToRemember<User>): Promise<CreatedUser> {
    const { ids, now, ledger, answers } = this.#options;
    const { mustBeFirst = false, ...facts } = wanted;
    const user: User = { ...facts, id: await ids.take(), version: 1, createdAt: now() };
    const steps: ChangeStep[] = [{ kind: "add_user", input: { ...toUserRow(user), mustBeFirst } }];
    if (remember !== undefined) steps.push(await answers.step(remember.key, remember.answer(user)));
    const notes = [note(actor, "user.create", { user, facts: { role: user.role } })];
    const outcome = await ledger.commit({ notes, steps });
    if (outcome.outcome === "done") return { outcome: "created", user };
    if (outcome.reason === "not_allowed") return { outcome: "not_first" };
    return { outcome: outcome.reason === "already_answered" ? "already_answered" : "email_taken" };
  }

  async edit(actor: Actor, user: User, { action, change, endsSessions }: UserEdit): Promise<EditedUser> {
    const { id: userId, organizationId } = user;
    const edited = { ...user, ...change, version: user.version + 1 } as User;
    const mustLeaveAdmin = isActiveAdmin(user) && !isActiveAdmin(edited);
    const steps: ChangeStep[] = [{ kind: "update_user", input: { ...toUserRow(edited), mustLeaveAdmin } }];
    if (endsSessions !== undefined) {
      const exceptTokenHash = endsSessions === "all" ? null : endsSessions.except;
      steps.push({ kind: "end_sessions", input: { organizationId, userId, exceptTokenHash } });
    }
    const facts = edited.role === user.role ? {} : { role: edited.role };
    const outcome = await this.#options.ledger.commit({
      notes: [note(actor, action, { user, facts })],
      steps,
    });
    // As it is read again: without what the change took away.
    if (outcome.outcome === "done") return { outcome: "edited", user: toUser(toUserRow(edited)) };
    return { outcome: outcome.reason === "not_allowed" ? "last_admin" : "outdated" };
  }

  async delete(actor: Actor, user: User): ReturnType<UserStore["delete"]> {
    const { id, organizationId, version } = user;
    const input = { id, organizationId, version, mustLeaveAdmin: isActiveAdmin(user) };
    const outcome = await this.#options.ledger.commit({
      notes: [note(actor, "user.delete", { user })],
      steps: [{ kind: "delete_user", input }],
    });
    if (outcome.outcome === "done") return "deleted";
    return outcome.reason === "not_allowed" ? "last_admin" : "outdated";
  }
}

function found(row: UserRow | undefined): User | undefined {
  return row === undefined ? undefined : toUser(row);
}

function isActiveAdmin({ role, disabledAt, activatedAt }: User): boolean {
  return role === "admin" && disabledAt === undefined && activatedAt !== undefined;
}

function note(
  actor: Actor,
  action: AuditNote["action"],
  { user, facts = {} }: { readonly user: User; readonly facts?: Readonly<Record<string, string>> },
): AuditNote {
  const { organizationId, email } = user;
  return { organizationId, actor, action, resource: { kind: "user", name: email }, facts };
}
