import type { ActivityRange, ActivityRow } from "./activity-rows.ts";

/**
 * Counts for the eye: how much came and went, by source and endpoint and five minutes. All gateways of one database add up.
 * (Limit: what a gateway counted in the last seconds before a crash is missing. Nothing is decided by these counts.)
 */
export interface ActivityStore {
  add(rows: readonly ActivityRow[]): Promise<void>;
  /** Of one organization, from `fromBucket` on, several stretches summed into one row. */
  read(range: ActivityRange): Promise<readonly ActivityRow[]>;
  purge(beforeBucket: number): Promise<void>;
}
