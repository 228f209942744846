/** How long a time the counts of one row are of: fine enough for a chart of an hour. */
export const ACTIVITY_BUCKET_MS = 5 * 60_000;

/**
 * What is counted, and the columns that hold it. Of sources: what they accepted, knew already and refused. Of endpoints:
 * what was delivered, attempts that failed, and dead letters.
 */
export const activityMeasures = {
  accepted: "accepted",
  duplicates: "duplicates",
  refused: "refused",
  delivered: "delivered",
  attemptsFailed: "attempts_failed",
  deadLetters: "dead_letters",
} as const;

/** Upper bounds of the time from arrival to delivery, in milliseconds: from a near receiver to a day of retries. */
export const deliveryTimeBounds = [
  50, 100, 250, 500, 1000, 2500, 5000, 15_000, 60_000, 600_000, 3_600_000, 86_400_000,
] as const;

/** How many deliveries took no longer than each bound and longer than the one before; the last is for all beyond. */
export type DeliveryTimes = readonly number[];

export type ActivityMeasure = keyof typeof activityMeasures;

/** The columns of the times, in the order of their bounds. */
export const deliveryTimeColumns: readonly string[] = [
  ...deliveryTimeBounds.map((_, index) => `time_${index}`),
  "time_beyond",
];
