import type { AnswerToRemember } from "../access/access-store.ts";
import type { Actor } from "../audit/audit-note.ts";
import type { PurgedKind } from "./retention-rows.ts";

/** How long things are kept, in milliseconds, where a source does not say otherwise. */
export interface RetentionPolicy {
  /** Payloads, and what receivers answered. */
  readonly payloadMs: number;
  /** Events, deliveries and attempts. Never shorter than their payload is there. */
  readonly metadataMs: number;
  /** Entries of the audit log. */
  readonly auditMs: number;
}

export interface PurgePace {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Awaited between two transactions, told how long the last one took in milliseconds: others go first. */
  readonly rest: (stepMs: number) => Promise<void>;
  /** Ends the run after the transaction under way. What it has deleted is in the audit log. */
  readonly signal?: AbortSignal;
}

/** What a run has deleted of one organization. Bytes are those of sealed payloads and answers. */
export interface Purged {
  readonly organizationId: number;
  readonly what: PurgedKind;
  readonly items: number;
  readonly bytes: number;
}

export interface PurgeSummary {
  readonly purged: readonly Purged[];
  /**
   * False where a reader of the database, such as a backup, kept a part of what was deleted in its log for now, and a later
   * run empties it. Always true on Postgres, whose log is not the gateway's.
   */
  readonly isFlushed: boolean;
}

/** What a legal hold is for: everything of the organization, of one source, or one event. */
export type HoldScope =
  | { readonly kind: "organization" }
  | { readonly kind: "source"; readonly source: string }
  | { readonly kind: "event"; readonly eventId: string };

export interface NewLegalHold {
  readonly organizationId: number;
  readonly scope: HoldScope;
  readonly reason: string;
}

export interface LegalHold extends NewLegalHold {
  readonly id: number;
  readonly createdAt: number;
  /** Absent while it is in force. */
  readonly releasedAt?: number;
}

export type PlacedHold =
  | { readonly outcome: "placed"; readonly hold: LegalHold }
  /** The source or the event does not exist. */
  | { readonly outcome: "not_found" | "already_answered" };

/** The payload keys of one UTC week. */
export interface KeyWeek {
  /** Monday 00:00 UTC, in milliseconds since 1970. */
  readonly startsAt: number;
  readonly keys: number;
  /** When they were destroyed; absent while any is left. */
  readonly destroyedAt?: number;
}

/**
 * Keeping and deleting.
 *
 * - A payload is deleted when it is older than its retention. It stays while a delivery of it is open (pending, in flight
 *   or held), and while a legal hold covers it. A dead letter does not keep it, and cannot be retried afterwards.
 * - Events with their deliveries and attempts are deleted when they are older than the retention of metadata and their
 *   payload is gone, under the same conditions. Of events with a signed id or time, keyed digests stay for the life of the
 *   source, so that a repeat is answered as a duplicate for ever.
 * - After a purge, nothing reads what it deleted; on SQLite no byte of it is in the files of the database. (Limits: on
 *   Postgres sealed bytes stay in files and log until the server overwrites them, see docs/explain/what-deleting-leaves.md.
 *   Copies elsewhere, such as backups, are none of its business. A destroyed key makes all of these useless.)
 * - Everything deleted is in the audit log with its numbers, also when the process dies in between or several gateways
 *   purge at once.
 * - What receivers answered is deleted by age alone, and all of an organization's is kept while it has any hold.
 */
export interface RetentionStore {
  /** Deletes what is too old, in small transactions with a rest after each. Runs take turns. */
  purge(policy: RetentionPolicy, pace: PurgePace): Promise<PurgeSummary>;

  /** Newest first, released ones included. */
  listHolds(organizationId: number): Promise<readonly LegalHold[]>;
  /** From the moment this resolves nothing that it covers is deleted. */
  placeHold(actor: Actor, hold: NewLegalHold, remember?: AnswerToRemember<LegalHold>): Promise<PlacedHold>;
  /** False where there is no such hold in force. */
  releaseHold(
    actor: Actor,
    asked: { readonly organizationId: number; readonly holdId: number; readonly reason: string },
  ): Promise<boolean>;

  /**
   * Deletes the payload of one event and what receivers answered to it, now. `deliveries_open`: some delivery still needs
   * it; cancel those first.
   */
  erasePayload(
    actor: Actor,
    asked: { readonly organizationId: number; readonly eventId: string; readonly reason: string },
  ): Promise<"erased" | "not_found" | "held" | "deliveries_open" | "payload_purged">;

  listKeyWeeks(organizationId: number): Promise<readonly KeyWeek[]>;
  /**
   * Destroys the keys of a week's payloads, quarantined requests included: nothing opens them any more, in no copy either.
   * Open deliveries of that week become dead letters. Refused as `held` while the organization has any hold.
   *
   * @param asked.week any moment of the UTC week, in milliseconds since 1970.
   */
  shredWeek(
    actor: Actor,
    asked: { readonly organizationId: number; readonly week: number; readonly reason: string },
  ): Promise<"shredded" | "not_found" | "held">;
}
