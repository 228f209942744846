import type { IncomingMessage } from "node:http";
import { SESSION_COOKIE } from "@countersign/contract";
import type { Settings } from "../config/settings.ts";
import type { Actor } from "../store/audit/audit-note.ts";
import type { Store } from "../store/store.ts";
import type { Session } from "../store/users/session-store.ts";
import type { SessionOrigin } from "../store/users/user-rows.ts";
import type { User } from "../store/users/user-store.ts";
import { consoleOrigin } from "./console-origin.ts";
import { cookieText, readCookie } from "./cookies.ts";
import { hashSecretToken, newSecretToken } from "./secret-token.ts";

const MINUTE_MS = 60_000;

export interface SessionsOptions {
  readonly store: Pick<Store, "sessions">;
  readonly settings: Pick<Settings, "sessionIdleMinutes" | "sessionMaxMinutes">;
  readonly now: () => number;
}

/** A session with who has it. */
export interface SignedIn {
  readonly session: Session;
  readonly user: User;
}

/** Sessions of the console: what a browser holds as a cookie, and the store as its hash. */
export class Sessions {
  readonly #options: SessionsOptions;

  constructor(options: SessionsOptions) {
    this.#options = options;
  }

  /** Begins a session; undefined where the user has changed since it was read. */
  async begin(
    actor: Actor,
    user: User,
    how: SessionOrigin,
  ): Promise<{ readonly session: Session; readonly cookie: string } | undefined> {
    const { store, settings, now } = this.#options;
    const token = newSecretToken();
    const tokenHash = hashSecretToken(token);
    if (tokenHash === undefined) throw new Error("a token of ours is one");
    const maxAgeMs = settings.sessionMaxMinutes * MINUTE_MS;
    const times = { idleUntil: this.#idleUntil(), endsAt: now() + maxAgeMs };
    const session = await store.sessions.begin(actor, { user, tokenHash, how, ...times });
    if (session === undefined) return undefined;
    return { session, cookie: sessionCookie(token, maxAgeMs) };
  }

  /** Whose session the request's cookie is, where the console sent it; what a person does keeps it from idling. */
  async find(request: IncomingMessage): Promise<SignedIn | undefined> {
    const origin = consoleOrigin(request);
    if (origin === undefined) return undefined;
    const tokenHash = hashSecretToken(readCookie(request, SESSION_COOKIE) ?? "");
    if (tokenHash === undefined) return undefined;
    const { sessions } = this.#options.store;
    const found = await sessions.find(tokenHash);
    if (found === undefined || origin === "background") return found;
    return { ...found, session: await sessions.renew(found.session, this.#idleUntil()) };
  }

  /** Whether a session that was found earlier is still one. */
  async isOpen({ tokenHash }: Session): Promise<boolean> {
    return (await this.#options.store.sessions.find(tokenHash)) !== undefined;
  }

  #idleUntil(): number {
    return this.#options.now() + this.#options.settings.sessionIdleMinutes * MINUTE_MS;
  }
}

/** The `Set-Cookie` that takes the session from a browser. */
export const endedSessionCookie = sessionCookie("", 0);

function sessionCookie(value: string, maxAgeMs: number): string {
  return cookieText({ name: SESSION_COOKIE, value, maxAgeMs, sameSite: "Strict" });
}
