import { expect, test } from "vitest";
import { createMemoryReplayStore, type MemoryReplayStore } from "../../src/replay/index.ts";
import { errorCodeOf } from "../support/error-code-of.ts";

interface Clocked {
  readonly store: MemoryReplayStore;
  readonly wait: (ms: number) => void;
}

/** A store with a clock that only moves when told to. */
function clocked(maxEntries?: number): Clocked {
  let nowMs = 0;
  const store = createMemoryReplayStore({ maxEntries, now: () => nowMs });
  return { store, wait: (ms) => void (nowMs += ms) };
}

test("a key is reserved once, and free again after a failure", () => {
  const { store } = clocked();
  expect([store.reserve("a", 10), store.reserve("a", 10)]).toEqual(["reserved", "in_progress"]);
  store.fail("a");
  expect(store.reserve("a", 10)).toBe("reserved");
});

test("a reservation ends with its lease", () => {
  const { store, wait } = clocked();
  store.reserve("a", 10);
  wait(9);
  expect(store.reserve("a", 10)).toBe("in_progress");
  wait(1);
  expect(store.reserve("a", 10)).toBe("reserved");
});

test("a completed key is remembered for as long as it was told", () => {
  const { store, wait } = clocked();
  store.reserve("a", 10);
  store.complete("a", 100);
  wait(99);
  expect(store.reserve("a", 10)).toBe("done");
  wait(1);
  expect(store.reserve("a", 10)).toBe("reserved");
});

test("a completed key stays completed when a slower handler of the same webhook fails", () => {
  const { store } = clocked();
  store.reserve("a", 10);
  store.complete("a", 100);
  store.fail("a");
  expect(store.reserve("a", 10)).toBe("done");
});

test("a full store forgets what was handled first", () => {
  const { store } = clocked(2);
  for (const key of ["a", "b", "c"]) {
    expect(store.reserve(key, 10)).toBe("reserved");
    store.complete(key, 100);
  }
  expect([store.reserve("b", 10), store.reserve("c", 10)]).toEqual(["done", "done"]);
  expect(store.reserve("a", 10)).toBe("reserved");
});

test("a store full of webhooks under way asks the next to come back, until one ends", () => {
  const { store, wait } = clocked(2);
  store.reserve("a", 10);
  store.reserve("b", 20);
  expect(store.reserve("c", 10)).toBe("in_progress");
  wait(10);
  expect(store.reserve("c", 10)).toBe("reserved");
});

test("a handler that outlasted its lease does not make the store grow", () => {
  const { store, wait } = clocked(1);
  store.reserve("a", 10);
  wait(10);
  store.reserve("b", 10);
  store.complete("a", 100);
  store.complete("b", 100);
  expect([store.reserve("b", 10), store.reserve("a", 10)]).toEqual(["done", "reserved"]);
});

test("keys are texts, even those that objects have", () => {
  const { store } = clocked();
  expect([store.reserve("__proto__", 10), store.reserve("constructor", 10)]).toEqual([
    "reserved",
    "reserved",
  ]);
});

test.each([
  ["max_entries_invalid", { maxEntries: 0 }],
  ["max_entries_invalid", { maxEntries: 1.5 }],
  ["clock_invalid", { now: 1 as never }],
  ["unknown_option", { maxEntries: 1, max: 1 }],
])("reports %s", (code, options) => {
  expect(errorCodeOf(() => createMemoryReplayStore(options))).toBe(code);
});
