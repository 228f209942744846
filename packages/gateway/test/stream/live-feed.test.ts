import { expect, test } from "vitest";
import { LiveFeed } from "../../src/stream/live-feed.ts";
import type { DeliveryNews } from "../../src/stream/live-feed.ts";

function news(change: Partial<DeliveryNews> = {}): DeliveryNews {
  return {
    organizationId: 1,
    deliveryId: "dlv_1",
    eventId: "evt_1",
    endpoint: "ehr",
    outcome: "delivered",
    attempt: 1,
    result: "delivered",
    status: 200,
    at: 0,
    ...change,
  };
}

/** Longer than any test: whoever waits for it hangs. */
const FOREVER_MS = 3_600_000;
const never = new AbortController().signal;

test("gives each reader the news of its organization once, oldest first", () => {
  const feed = new LiveFeed();
  const reader = feed.subscribe(1);
  feed.delivery(news({ attempt: 1 }));
  feed.delivery(news({ attempt: 2, organizationId: 2 }));
  feed.delivery(news({ attempt: 3 }));
  expect(reader.take().map(({ attempt }) => attempt)).toEqual([1, 3]);
  expect(reader.take()).toEqual([]);
});

test("wakes a reader that waits for news, for a commit, and for its end", async () => {
  const feed = new LiveFeed();
  const reader = feed.subscribe(1);
  const stop = new AbortController();
  const byNews = reader.next(FOREVER_MS, never);
  feed.delivery(news());
  await expect(byNews).resolves.toBeUndefined();
  const byCommit = reader.next(FOREVER_MS, never);
  feed.wake();
  await expect(byCommit).resolves.toBeUndefined();
  const byEnd = reader.next(FOREVER_MS, stop.signal);
  stop.abort();
  await expect(byEnd).resolves.toBeUndefined();
  await expect(reader.next(FOREVER_MS, stop.signal)).resolves.toBeUndefined();
});

test("what came while nobody waited wakes the next wait at once", async () => {
  const feed = new LiveFeed();
  const reader = feed.subscribe(1);
  feed.wake();
  await reader.next(FOREVER_MS, never);
  expect(reader.take()).toEqual([]);
});

test("a reader that takes nothing is overrun, and keeps no more than its bound", () => {
  const feed = new LiveFeed();
  const [slow, quick] = [feed.subscribe(1), feed.subscribe(1)];
  for (let attempt = 1; attempt <= 256; attempt += 1) feed.delivery(news({ attempt }));
  expect(quick.take()).toHaveLength(256);
  expect(slow.isOverrun).toBe(false);
  feed.delivery(news());
  expect([slow.isOverrun, quick.isOverrun]).toEqual([true, false]);
  expect(slow.take()).toHaveLength(256);
});

test("a reader that has closed is told nothing more", () => {
  const feed = new LiveFeed();
  const reader = feed.subscribe(1);
  reader.close();
  feed.delivery(news());
  expect(reader.take()).toEqual([]);
});
