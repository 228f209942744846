import { describe, expect, test } from "vitest";
import { createLog } from "../../src/observe/log.ts";
import { createMetrics } from "../../src/observe/metrics.ts";
import { retentionPolicy } from "../../src/retention/retention-policy.ts";
import { PurgeSchedule } from "../../src/retention/purge-schedule.ts";
import { Aging, DAY_MS } from "../store/aging.ts";
import { harnessUnderTest } from "../store/harness-under-test.ts";
import { waitUntil } from "../support/wait-until.ts";

const policy = retentionPolicy({
  payloadRetentionDays: 30,
  metadataRetentionDays: 400,
  auditRetentionDays: 2192,
});

interface Line {
  readonly event: string;
  readonly count?: number;
  readonly errorCode?: string;
}

function observing(): {
  readonly lines: readonly Line[];
  readonly parts: Pick<ConstructorParameters<typeof PurgeSchedule>[0], "log" | "metrics">;
} {
  const lines: Line[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line) as Line) };
  return { lines, parts: { log: createLog({ level: "debug", destination }), metrics: createMetrics() } };
}

async function startWithOldEvents(count: number): Promise<Aging> {
  const aging = await Aging.start(harnessUnderTest);
  for (let index = 0; index < count; index += 1) await aging.accept(`old-${index}`);
  await aging.deliverAll();
  aging.now += 31 * DAY_MS;
  return aging;
}

describe("the schedule of purges", () => {
  test("purges soon after the start, and tells how much it has deleted", async () => {
    const aging = await startWithOldEvents(3);
    const { lines, parts } = observing();
    const { store } = aging.scenario;
    const schedule = new PurgeSchedule({ ...parts, store, policy, now: () => aging.now, firstAfterMs: 0 });
    await waitUntil("the purge has ended", () => lines.length > 0);
    await schedule.close();
    expect(lines).toMatchObject([{ event: "purge_finished", count: 6 }]);
    const text = await parts.metrics.registry.metrics();
    expect(text).toContain('countersign_purged_total{kind="payloads"} 3');
  });

  test("says nothing where there is nothing to delete, and ends at once when it is closed", async () => {
    const aging = await Aging.start(harnessUnderTest);
    const { lines, parts } = observing();
    const { store } = aging.scenario;
    const schedule = new PurgeSchedule({ ...parts, store, policy, now: () => aging.now });
    await schedule.close();
    expect(lines).toEqual([]);
  });

  test("tells of a purge that failed, as a code", async () => {
    const aging = await startWithOldEvents(1);
    await aging.scenario.store.close();
    const { lines, parts } = observing();
    const { store } = aging.scenario;
    const schedule = new PurgeSchedule({ ...parts, store, policy, now: () => aging.now, firstAfterMs: 0 });
    await waitUntil("the failure is told", () => lines.length > 0);
    await schedule.close();
    expect(lines).toMatchObject([{ event: "purge_failed", errorCode: "store_unavailable" }]);
  });
});
