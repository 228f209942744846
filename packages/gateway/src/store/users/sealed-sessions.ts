import type { Actor, AuditNote } from "../audit/audit-note.ts";
import type { Ledger } from "../audit/ledger.ts";
import type { NewSession, Session, SessionStore } from "./session-store.ts";
import { toUser } from "./to-user.ts";
import type { UserRows } from "./user-rows.ts";
import type { User } from "./user-store.ts";

/** When a session was used is known to the minute: a write for each request would cost more than the request. */
const RENEWAL_RESOLUTION_MS = 60_000;

/** Sessions deleted in one transaction. */
const SESSIONS_PER_PURGE = 500;

export interface SealedSessionsOptions {
  readonly engine: UserRows;
  readonly ledger: Ledger;
  readonly now: () => number;
}

export class SealedSessions implements SessionStore {
  readonly #options: SealedSessionsOptions;

  constructor(options: SealedSessionsOptions) {
    this.#options = options;
  }

  async begin(actor: Actor, wanted: NewSession): Promise<Session | undefined> {
    const { user, tokenHash, how, idleUntil, endsAt } = wanted;
    const { id: userId, organizationId, version: userVersion } = user;
    const now = this.#options.now();
    const times = { startedAt: now, renewedAt: now, idleUntil: Math.min(idleUntil, endsAt), endsAt };
    const session: Session = { tokenHash, organizationId, userId, how, ...times };
    const { outcome } = await this.#options.ledger.commit({
      notes: [note(actor, "session.begin", { user, facts: { how } })],
      steps: [{ kind: "begin_session", input: { ...session, userVersion } }],
    });
    return outcome === "done" ? session : undefined;
  }

  async find(tokenHash: Uint8Array): ReturnType<SessionStore["find"]> {
    const found = await this.#options.engine.findSession(tokenHash);
    if (found === undefined || found.session.idleUntil <= this.#options.now()) return undefined;
    const user = toUser(found.user);
    return user.disabledAt === undefined ? { session: found.session, user } : undefined;
  }

  async renew(session: Session, idleUntil: number): Promise<Session> {
    const now = this.#options.now();
    if (Math.abs(now - session.renewedAt) < RENEWAL_RESOLUTION_MS) return session;
    const renewed = { renewedAt: now, idleUntil: Math.min(idleUntil, session.endsAt) };
    await this.#options.engine.renewSession(session.tokenHash, renewed);
    return { ...session, ...renewed };
  }

  async end(actor: Actor, { organizationId, tokenHash }: Session): Promise<void> {
    const user = { organizationId, email: actor.name };
    // Refused where another request has just ended it, which is what was wanted.
    await this.#options.ledger.commit({
      notes: [note(actor, "session.end", { user })],
      steps: [{ kind: "end_session", input: { organizationId, tokenHash } }],
    });
  }

  async endAll(actor: Actor, user: User): Promise<void> {
    const { id: userId, organizationId } = user;
    await this.#options.ledger.commit({
      notes: [note(actor, "session.end_all", { user })],
      steps: [{ kind: "end_sessions", input: { organizationId, userId, exceptTokenHash: null } }],
    });
  }

  async purge(): Promise<number> {
    const { engine, now } = this.#options;
    let purged = 0;
    for (;;) {
      const count = await engine.purgeSessions(now(), SESSIONS_PER_PURGE);
      purged += count;
      if (count < SESSIONS_PER_PURGE) return purged;
    }
  }
}

function note(
  actor: Actor,
  action: AuditNote["action"],
  about: {
    readonly user: Pick<User, "organizationId" | "email">;
    readonly facts?: Readonly<Record<string, string>>;
  },
): AuditNote {
  const { user, facts = {} } = about;
  return {
    organizationId: user.organizationId,
    actor,
    action,
    resource: { kind: "user", name: user.email },
    facts,
  };
}
