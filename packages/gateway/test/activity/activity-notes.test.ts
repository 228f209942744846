import { expect, test } from "vitest";
import { ActivityNotes } from "../../src/activity/activity-notes.ts";
import { ACTIVITY_BUCKET_MS } from "../../src/store/activity/activity-measures.ts";
import type { ActivityRow } from "../../src/store/activity/activity-rows.ts";
import type { ActivityStore } from "../../src/store/activity/activity-store.ts";

const NOW = Date.UTC(2026, 10, 2, 9, 0, 0);
const DAY_MS = 86_400_000;
const source = { organization: { id: 7 }, source: { id: 1 } };
const endpoint = { organizationId: 7, endpoint: { id: 2 } };

/** The far end: takes rows, or refuses them for as long as it is told to. */
class Taking implements ActivityStore {
  isRefusing = false;
  readonly added: ActivityRow[] = [];
  readonly purgedBefore: number[] = [];

  async add(rows: readonly ActivityRow[]): Promise<void> {
    if (this.isRefusing) throw new Error("refused");
    this.added.push(...structuredClone(rows));
  }

  async purge(beforeBucket: number): Promise<void> {
    this.purgedBefore.push(beforeBucket);
  }

  async read(): Promise<readonly ActivityRow[]> {
    return [];
  }
}

function start(): { readonly store: Taking; readonly notes: ActivityNotes; readonly clock: { now: number } } {
  const store = new Taking();
  const clock = { now: NOW };
  return { store, clock, notes: new ActivityNotes({ store, now: () => clock.now }) };
}

const sumOf = (rows: readonly ActivityRow[], measure: "accepted" | "refused"): number =>
  rows.reduce((sum, row) => sum + row[measure], 0);

test("counts by source and endpoint and five minutes", async () => {
  const { store, notes } = start();
  notes.received(source, "accepted", NOW);
  notes.received(source, "conflict", NOW);
  notes.received(source, "duplicate", NOW);
  notes.received(source, "refused", NOW + ACTIVITY_BUCKET_MS);
  notes.attempted(endpoint, { state: "delivered", endedAt: NOW + 80, receivedAt: NOW });
  notes.attempted(endpoint, { state: "delivered", endedAt: NOW, receivedAt: undefined });
  notes.attempted(endpoint, { state: "pending", endedAt: NOW, receivedAt: NOW });
  notes.attempted(endpoint, { state: "failed", endedAt: NOW, receivedAt: NOW });
  await notes.close();
  const bucket = NOW / ACTIVITY_BUCKET_MS;
  expect(store.added).toMatchObject([
    { organizationId: 7, subjectId: 1, bucket, accepted: 2, duplicates: 1, refused: 0 },
    { subjectId: 1, bucket: bucket + 1, accepted: 0, refused: 1 },
    { subjectId: 2, bucket, delivered: 2, attemptsFailed: 2, deadLetters: 1 },
  ]);
  // Up to 100 ms; what was sent again has no time.
  expect(store.added[2]?.times.slice(0, 3)).toEqual([0, 1, 0]);
});

test("adds each count once, however often it is flushed", async () => {
  const { store, notes } = start();
  for (let count = 0; count < 5; count += 1) {
    notes.received(source, "accepted", NOW);
    await Promise.all([notes.flush(), notes.flush()]);
  }
  await notes.close();
  expect(sumOf(store.added, "accepted")).toBe(5);
});

test("what the store does not take is added with the next call", async () => {
  const { store, notes } = start();
  store.isRefusing = true;
  notes.received(source, "accepted", NOW);
  await notes.flush();
  notes.received(source, "refused", NOW);
  await notes.flush();
  store.isRefusing = false;
  await notes.close();
  expect([sumOf(store.added, "accepted"), sumOf(store.added, "refused")]).toEqual([1, 1]);
});

test("keeps a bounded number of counts while the store takes nothing, the latest ones", async () => {
  const { store, notes } = start();
  store.isRefusing = true;
  for (let id = 1; id <= 12_000; id += 1) {
    notes.received({ ...source, source: { id } }, "accepted", NOW);
    if (id % 1000 === 0) await notes.flush();
  }
  store.isRefusing = false;
  await notes.close();
  expect(store.added.length).toBe(10_000);
  expect(store.added.at(-1)?.subjectId).toBe(12_000);
});

test("deletes what is older than 31 days, once an hour", async () => {
  const { store, notes, clock } = start();
  for (const minutes of [0, 30, 61]) {
    clock.now = NOW + minutes * 60_000;
    notes.received(source, "accepted", clock.now);
    await notes.flush();
  }
  await notes.close();
  expect(store.purgedBefore).toEqual([
    (NOW - 31 * DAY_MS) / ACTIVITY_BUCKET_MS,
    Math.floor((NOW + 61 * 60_000 - 31 * DAY_MS) / ACTIVITY_BUCKET_MS),
  ]);
});
