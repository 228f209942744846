import { expect, test } from "vitest";
import type { ReplayStore } from "countersign/replay";
import { hasRedis, startFakeRedis, startRedis } from "./support/redis.ts";

type CreateStore = (options: { readonly port: number }) => ReplayStore & AsyncDisposable;

const { createRedisReplayStore: createStore } = (await import(
  /* @vite-ignore */ new URL("../replay/redis-replay-store.mjs", import.meta.url).href
)) as { readonly createRedisReplayStore: CreateStore };

const LEASE_MS = 60_000;

/** What two processes are told that use one Redis. */
async function toldTo(store: ReplayStore, other: ReplayStore): Promise<unknown[]> {
  const both = await Promise.all([store.reserve("rx:a", LEASE_MS), other.reserve("rx:a", LEASE_MS)]);
  await store.fail("rx:a");
  const again = await other.reserve("rx:a", LEASE_MS);
  await other.complete("rx:a", LEASE_MS);
  await store.fail("rx:a");
  return [both.toSorted(), again, await store.reserve("rx:a", LEASE_MS)];
}

const TOLD = [["in_progress", "reserved"], "reserved", "done"];

test("two processes on one Redis never handle a webhook at the same time", async () => {
  await using redis = await startFakeRedis({ nowMs: 0 });
  await using store = createStore(redis);
  await using other = createStore(redis);
  expect(await toldTo(store, other)).toEqual(TOLD);
});

test.skipIf(!hasRedis)("the same on a real Redis (skipped where redis-server is not installed)", async () => {
  await using redis = await startRedis();
  await using store = createStore(redis);
  await using other = createStore(redis);
  expect(await toldTo(store, other)).toEqual(TOLD);
});

test("a reservation ends with its lease, and what was handled is forgotten in time", async () => {
  const clock = { nowMs: 0 };
  await using redis = await startFakeRedis(clock);
  await using store = createStore(redis);
  await store.reserve("rx:a", 10);
  clock.nowMs = 10;
  expect(await store.reserve("rx:a", 10)).toBe("reserved");
  await store.complete("rx:a", 100);
  clock.nowMs = 109;
  expect(await store.reserve("rx:a", 10)).toBe("done");
  clock.nowMs = 110;
  expect(await store.reserve("rx:a", 10)).toBe("reserved");
});

test("a lost connection rejects what was under way, and the next command makes another", async () => {
  await using redis = await startFakeRedis({ nowMs: 0 });
  await using store = createStore(redis);
  await store.reserve("rx:a", LEASE_MS);
  const underWay = Promise.resolve(store.reserve("rx:b", LEASE_MS));
  redis.cut();
  await expect(underWay).rejects.toThrow("the connection to Redis was lost");
  expect(await store.reserve("rx:a", LEASE_MS)).toBe("in_progress");
});
