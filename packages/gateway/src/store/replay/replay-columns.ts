import type { ReplayPlan, ReplayRow } from "./replay-rows.ts";

/** SQL: the columns of a replay as both engines name them. */
export const REPLAY_COLUMNS = `
  id, organization_id AS "organizationId", created_at AS "createdAt", signing, plan,
  rate_per_second AS "ratePerSecond", state, position, end_position AS "endPosition", total, done, skipped, failed,
  ended_at AS "endedAt", rated_at AS "ratedAt"`;

/** A replay as a row of a statement names it. */
export interface ReplayColumns extends Omit<ReplayRow, "plan"> {
  readonly plan: string;
  readonly ratedAt: number;
}

/** A row with what only its next step needs. */
export interface RatedReplayRow extends ReplayRow {
  /** Up to when its rate has been used. */
  readonly ratedAt: number;
}

export function toReplayRow({ plan, ...rest }: ReplayColumns): RatedReplayRow {
  // Written from a plan, when the replay was added.
  return { ...rest, plan: JSON.parse(plan) as ReplayPlan };
}
