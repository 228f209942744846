import { describe, expect, test } from "vitest";
import type { ActivityRow } from "../../src/store/activity/activity-rows.ts";
import { deliveryTimeColumns } from "../../src/store/activity/activity-measures.ts";
import { configurationDocument, organizationDocument, Scenario, sourceDocument } from "./scenario.ts";
import type { StoreHarness } from "./scenario.ts";

const FIRST_BUCKET = 5_977_000;
const noTimes = deliveryTimeColumns.map(() => 0);

const rowOf = (scenario: Scenario, change: Partial<ActivityRow> = {}): ActivityRow => ({
  organizationId: scenario.organization.id,
  subjectId: scenario.source.id,
  bucket: FIRST_BUCKET,
  accepted: 0,
  duplicates: 0,
  refused: 0,
  delivered: 0,
  attemptsFailed: 0,
  deadLetters: 0,
  times: noTimes,
  ...change,
});
const read = ({ store, organization }: Scenario, fromBucket = FIRST_BUCKET, bucketsPerRow = 1) =>
  store.activity.read({ organizationId: organization.id, fromBucket, bucketsPerRow });

export function activitySuite(harness: StoreHarness): void {
  describe("activity", () => {
    test("adds up what several calls count, over a restart", async () => {
      const scenario = await Scenario.start(harness);
      const times = noTimes.with(3, 2).with(noTimes.length - 1, 1);
      const row = rowOf(scenario, {
        accepted: 5,
        duplicates: 4,
        refused: 3,
        delivered: 2,
        attemptsFailed: 1,
        deadLetters: 6,
        times,
      });
      await scenario.store.activity.add([row]);
      await scenario.store.activity.add([row, rowOf(scenario, { bucket: FIRST_BUCKET + 1, accepted: 1 })]);
      await scenario.reopen();
      expect(await read(scenario)).toEqual([
        {
          ...row,
          accepted: 10,
          duplicates: 8,
          refused: 6,
          delivered: 4,
          attemptsFailed: 2,
          deadLetters: 12,
          times: times.map((count) => 2 * count),
        },
        rowOf(scenario, { bucket: FIRST_BUCKET + 1, accepted: 1 }),
      ]);
    });

    test("takes stretches together from where the range begins, each source and endpoint by itself", async () => {
      const scenario = await Scenario.start(harness);
      const at = (offset: number, change: Partial<ActivityRow> = {}): ActivityRow =>
        rowOf(scenario, { bucket: FIRST_BUCKET + offset, accepted: 1, ...change });
      await scenario.store.activity.add([
        at(-1),
        at(0),
        at(2),
        at(3),
        at(4, { subjectId: scenario.endpoint.id, accepted: 0, delivered: 7 }),
      ]);
      const rows = await read(scenario, FIRST_BUCKET, 3);
      expect(
        rows.map(({ bucket, subjectId, accepted }) => [bucket - FIRST_BUCKET, subjectId, accepted]),
      ).toEqual(
        [
          [0, scenario.source.id, 2],
          [3, scenario.source.id, 1],
          [3, scenario.endpoint.id, 0],
        ].toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0)),
      );
    });

    test("is of one organization, and of no other", async () => {
      const south = organizationDocument({
        name: "southside",
        sources: [sourceDocument({ path: "/in/southside/inbox" })],
      });
      const scenario = await Scenario.start(harness, configurationDocument(organizationDocument(), south));
      await scenario.store.activity.add([rowOf(scenario, { accepted: 1 })]);
      const { organizations } = await scenario.store.loadConfiguration();
      const other = organizations.find(({ id }) => id !== scenario.organization.id);
      const range = { fromBucket: 0, bucketsPerRow: 1 };
      expect(await scenario.store.activity.read({ ...range, organizationId: other?.id ?? 0 })).toEqual([]);
    });

    test("deletes what is older, and nothing else", async () => {
      const scenario = await Scenario.start(harness);
      const buckets = [0, 1, 2].map((offset) => FIRST_BUCKET + offset);
      await scenario.store.activity.add(buckets.map((bucket) => rowOf(scenario, { bucket, refused: 1 })));
      await scenario.store.activity.purge(FIRST_BUCKET + 1);
      expect((await read(scenario, 0)).map(({ bucket }) => bucket)).toEqual(buckets.slice(1));
    });
  });
}
