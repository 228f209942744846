import { expect, test } from "vitest";
import { gridUntil, overviewRanges, seriesOf } from "../../src/activity/overview.ts";
import type { OverviewRange } from "../../src/activity/overview.ts";
import { ACTIVITY_BUCKET_MS, deliveryTimeColumns } from "../../src/store/activity/activity-measures.ts";

const NOW = Date.UTC(2026, 10, 2, 9, 7, 30);
const ranges = Object.keys(overviewRanges) as readonly OverviewRange[];

test.each(ranges)("the points of %s cover its length, and the last one holds the present", (range) => {
  const { fromBucket, bucketsPerPoint, points } = gridUntil(NOW, range);
  const { lengthMs } = overviewRanges[range];
  const pointMs = bucketsPerPoint * ACTIVITY_BUCKET_MS;
  expect(points * pointMs).toBe(lengthMs);
  const end = fromBucket * ACTIVITY_BUCKET_MS + lengthMs;
  expect(end).toBeGreaterThan(NOW);
  expect(end - pointMs).toBeLessThanOrEqual(NOW);
});

const row = (bucket: number, accepted: number) => ({
  organizationId: 1,
  subjectId: 1,
  bucket,
  accepted,
  duplicates: 0,
  refused: 0,
  delivered: 0,
  attemptsFailed: 0,
  deadLetters: 0,
  times: deliveryTimeColumns.map(() => 0),
});

test("a series has a value for each point, zero where nothing was counted, and nothing from beyond", () => {
  const grid = { fromBucket: 100, bucketsPerPoint: 3, points: 4 };
  const rows = [row(99, 9), row(100, 1), row(102, 2), row(109, 4), row(112, 9)];
  expect(seriesOf(rows, grid, "accepted")).toEqual([3, 0, 0, 4]);
});
