import type { ActivityMeasure, DeliveryTimes } from "./activity-measures.ts";

/** What happened at one source or endpoint within one stretch of time. */
export interface ActivityRow extends Readonly<Record<ActivityMeasure, number>> {
  readonly organizationId: number;
  /** The source or the endpoint: ids of both are of one sequence. */
  readonly subjectId: number;
  /** Number of the stretch since 1970; of several taken together, of the first. */
  readonly bucket: number;
  readonly times: DeliveryTimes;
}

/** Which rows to read, and how many stretches one of the answer takes together. */
export interface ActivityRange {
  readonly organizationId: number;
  /** The first stretch, and how many are one. */
  readonly fromBucket: number;
  readonly bucketsPerRow: number;
}

export interface ActivityRows {
  /** Adds to what is counted; one statement however many they are. */
  addActivity(rows: readonly ActivityRow[]): Promise<void>;
  /** Sums, in the order of their time. */
  readActivity(range: ActivityRange): Promise<readonly ActivityRow[]>;
  /** Deletes the stretches before this one. */
  purgeActivity(beforeBucket: number): Promise<void>;
}
