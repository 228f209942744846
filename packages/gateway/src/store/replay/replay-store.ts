import type { AnswerKey } from "../access/access-store.ts";
import type { Actor } from "../audit/audit-note.ts";
import type { ReplayBounds, ReplayFilter, ReplayKind, ReplaySigning, ReplayState } from "./replay-rows.ts";

export interface ReplayRequest {
  readonly what: ReplayKind;
  readonly filter: ReplayFilter;
  /** Where events are sent or filled in. Without it `resend` goes to each endpoint that has a delivery of the event. */
  readonly to?: string;
  readonly signing: ReplaySigning;
}

export interface NewReplay extends ReplayRequest {
  readonly ratePerSecond: number;
  readonly reason: string;
}

export interface Replay extends ReplayRequest {
  readonly replayId: string;
  readonly organizationId: number;
  readonly state: ReplayState;
  readonly createdAt: number;
  readonly endedAt?: number;
  readonly ratePerSecond: number;
  /** Deliveries that were found to make or retry; at the end the sum of the three others. */
  readonly total: number;
  readonly done: number;
  readonly skipped: number;
  readonly failed: number;
}

/**
 * Why a replay cannot be made.
 * - `source_unknown`, `endpoint_unknown`, `target_unknown`, `event_unknown`: the organization has none of that name or id.
 * - `target_missing`: a backfill needs an endpoint to fill.
 * - `target_not_accepted`: dead letters are retried where they are.
 * - `target_has_conditions`: which events the endpoint wants depends on sealed bodies; name the events.
 * - `not_as_received`: signatures can be passed on only from one source to one endpoint of the same scheme, which signs.
 */
export type ReplayFault =
  | "source_unknown"
  | "endpoint_unknown"
  | "target_unknown"
  | "event_unknown"
  | "target_missing"
  | "target_not_accepted"
  | "target_has_conditions"
  | "not_as_received";

export type ReplayPreview =
  | { readonly outcome: "counted"; readonly count: number }
  | { readonly outcome: "refused"; readonly fault: ReplayFault };

export type CreatedReplay =
  | { readonly outcome: "created"; readonly replay: Replay }
  | { readonly outcome: "refused"; readonly fault: ReplayFault }
  | { readonly outcome: "already_answered" };

export type ReplayCommand = "pause" | "resume" | "stop";

export type ReplayCommandOutcome =
  | { readonly outcome: "done"; readonly replay: Replay }
  /** `not_allowed`: not in the state it is in. */
  | { readonly outcome: "not_found" | "not_allowed" };

/**
 * Jobs that send stored events again.
 *
 * Guarantees
 * - A job is for the events that were committed when it was made; each is looked at once, in the order of commit.
 * - A piece of work and the progress it makes are one transaction: a job that was cut off goes on where its last whole
 *   piece ended, and makes no delivery twice. (Limit: what is sent is sent at least once, as any delivery.)
 * - When a job is done, `total` is `done + skipped + failed`.
 * - Every change of its state is in the audit log, in the same transaction.
 */
export interface ReplayStore {
  /** Counts the deliveries that a job would make or retry now. */
  preview(organizationId: number, request: ReplayRequest): Promise<ReplayPreview>;
  create(
    actor: Actor,
    organizationId: number,
    replay: NewReplay,
    remember?: { readonly key: AnswerKey; readonly answer: (created: Replay) => unknown },
  ): Promise<CreatedReplay>;
  read(organizationId: number, replayId: string): Promise<Replay | undefined>;
  /** Newest first, those before `before`. */
  list(
    organizationId: number,
    page: { readonly before?: number; readonly limit: number },
  ): Promise<{ readonly replays: readonly Replay[]; readonly next?: number }>;
  command(
    actor: Actor,
    asked: { readonly organizationId: number; readonly replayId: string; readonly command: ReplayCommand },
  ): Promise<ReplayCommandOutcome>;

  /** Does the next piece of every running job's work. Gives when the next one may go on; undefined where none runs. */
  work(bounds: ReplayBounds): Promise<{ readonly nextAt: number } | undefined>;
  /** Called when a job begins to run. Returns the way to stop. */
  onStarted(listener: () => void): () => void;
}
