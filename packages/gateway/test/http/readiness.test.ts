import { EventEmitter, once } from "node:events";
import { expect, test } from "vitest";
import { Readiness } from "../../src/http/readiness.ts";
import { silentLog } from "../../src/observe/log.ts";

test("however many ask, the store is probed once a second", async () => {
  let probes = 0;
  let now = 0;
  const readiness = new Readiness({
    probe: async () => void (probes += 1),
    isStopping: () => false,
    now: () => now,
    log: silentLog,
  });
  const asked = await Promise.all(Array.from({ length: 50 }, () => readiness.isReady()));
  expect(new Set(asked)).toEqual(new Set([true]));
  expect(probes).toBe(1);
  now = 999;
  await readiness.isReady();
  expect(probes).toBe(1);
  now = 1000;
  await readiness.isReady();
  expect(probes).toBe(2);
});

test("a stop makes it not ready at once, also for those who wait for a probe", async () => {
  let isStopping = false;
  const store = new EventEmitter();
  const probed = once(store, "probed");
  const readiness = new Readiness({
    probe: async () => void (await probed),
    isStopping: () => isStopping,
    now: () => 0,
    log: silentLog,
  });
  const waiting = readiness.isReady();
  isStopping = true;
  store.emit("probed");
  expect(await waiting).toBe(false);
  expect(await readiness.isReady()).toBe(false);
});
