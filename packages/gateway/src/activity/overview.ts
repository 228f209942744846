import {
  ACTIVITY_BUCKET_MS,
  activityMeasures,
  deliveryTimeColumns,
} from "../store/activity/activity-measures.ts";
import type { ActivityMeasure } from "../store/activity/activity-measures.ts";
import type { ActivityRow } from "../store/activity/activity-rows.ts";

const HOUR_MS = 60 * 60_000;

/** How far an overview looks back, and how many stretches of five minutes are one point of its chart. */
export const overviewRanges = {
  "1h": { lengthMs: HOUR_MS, bucketsPerPoint: 1 },
  "24h": { lengthMs: 24 * HOUR_MS, bucketsPerPoint: 3 },
  "7d": { lengthMs: 7 * 24 * HOUR_MS, bucketsPerPoint: 24 },
} as const;

export type OverviewRange = keyof typeof overviewRanges;

/** Where the points of a chart lie. */
export interface PointGrid {
  readonly fromBucket: number;
  readonly bucketsPerPoint: number;
  readonly points: number;
}

/** The grid whose last point is the present one. */
export function gridUntil(now: number, range: OverviewRange): PointGrid {
  const { lengthMs, bucketsPerPoint } = overviewRanges[range];
  const pointMs = bucketsPerPoint * ACTIVITY_BUCKET_MS;
  const points = lengthMs / pointMs;
  const last = Math.floor(now / pointMs);
  return { fromBucket: (last - points + 1) * bucketsPerPoint, bucketsPerPoint, points };
}

/** The sums of some rows. */
export type ActivitySums = Pick<ActivityRow, ActivityMeasure | "times">;

export function sumActivity(rows: readonly ActivityRow[]): ActivitySums {
  const measures = Object.keys(activityMeasures) as readonly ActivityMeasure[];
  const sums = Object.fromEntries(
    measures.map((measure) => [measure, rows.reduce((sum, row) => sum + row[measure], 0)]),
  ) as Record<ActivityMeasure, number>;
  const times = deliveryTimeColumns.map((_, index) =>
    rows.reduce((sum, row) => sum + (row.times[index] ?? 0), 0),
  );
  return { ...sums, times };
}

/** One value for each point of the grid, zeros where there is no row. */
export function seriesOf(rows: readonly ActivityRow[], grid: PointGrid, measure: ActivityMeasure): number[] {
  const series = Array.from({ length: grid.points }, () => 0);
  for (const row of rows) {
    const index = Math.floor((row.bucket - grid.fromBucket) / grid.bucketsPerPoint);
    if (index >= 0 && index < grid.points) series[index] = (series[index] ?? 0) + row[measure];
  }
  return series;
}
