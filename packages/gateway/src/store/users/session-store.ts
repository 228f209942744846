import type { Actor } from "../audit/audit-note.ts";
import type { SessionRow } from "./user-rows.ts";
import type { User } from "./user-store.ts";

/** What a person has after signing in, until it ends. */
export type Session = SessionRow;

export interface NewSession extends Pick<Session, "tokenHash" | "how" | "idleUntil" | "endsAt"> {
  readonly user: User;
}

/**
 * Sessions of people. They are of the database: what one gateway begins or ends is so on every other one from its next
 * look on. Signing in and out is audited; one that ends by its times is not.
 */
export interface SessionStore {
  /** Undefined, and nothing begun, where the user has changed since it was read, or is disabled. */
  begin(actor: Actor, session: NewSession): Promise<Session | undefined>;
  /** The session of this hash with its user, while neither its times nor the user's state have ended it. */
  find(tokenHash: Uint8Array): Promise<{ readonly session: Session; readonly user: User } | undefined>;
  /** Moves the end of an idle session on, at most once a minute. */
  renew(session: Session, idleUntil: number): Promise<Session>;
  end(actor: Actor, session: Session): Promise<void>;
  endAll(actor: Actor, user: User): Promise<void>;
  /** Forgets sessions that are over; returns how many. */
  purge(): Promise<number>;
}
