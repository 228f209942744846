import { expect, test } from "vitest";
import { handleOnce } from "../../src/adapters/handle-once.ts";
import type { VerdictFields } from "../../src/index.ts";
import { replayKey, type ReplayStore, type Reservation } from "../../src/replay/index.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const verdict = { ok: true, keyId: "k", dedupeKey: "d", isJson: true } as VerdictFields;

/** The far end of a network: a store that writes down what it is asked. */
function asked(reservation: Reservation): { store: ReplayStore; calls: unknown[][] } {
  const calls: unknown[][] = [];
  const store: ReplayStore = {
    reserve: (...call) => {
      calls.push(["reserve", ...call]);
      return Promise.resolve(reservation);
    },
    complete: (...call) => void calls.push(["complete", ...call]),
    fail: (...call) => void calls.push(["fail", ...call]),
  };
  return { store, calls };
}

const settings = { source: "rx", leaseMs: MINUTE_MS, keepMs: undefined };
const nothing = (): Promise<undefined> => Promise.resolve(undefined);

test.each([
  ["a week by its id", { eventId: "e-1" }, 7 * DAY_MS],
  ["a week by its signed time", { signedAt: 1 }, 7 * DAY_MS],
  ["ten minutes by its content alone", {}, 10 * MINUTE_MS],
])("a repeat is recognised for %s", async (_what, facts, keepMs) => {
  const { store, calls } = asked("reserved");
  const accepted = { ...verdict, ...facts };
  await handleOnce({ ...settings, store }, accepted, nothing);
  const key = replayKey("rx", accepted);
  expect(calls).toEqual([
    ["reserve", key, MINUTE_MS],
    ["complete", key, keepMs],
  ]);
});

test("the option decides where it is given", async () => {
  const { store, calls } = asked("reserved");
  await handleOnce({ ...settings, store, keepMs: 5 }, verdict, nothing);
  expect(calls.at(-1)).toEqual(["complete", expect.any(String), 5]);
});

test.each([
  [199, "fail"],
  [200, "complete"],
  [299, "complete"],
  [302, "fail"],
  [500, "fail"],
])("a handler's own answer %d ends in %s", async (status, end) => {
  const { store, calls } = asked("reserved");
  await handleOnce({ ...settings, store }, verdict, () => Promise.resolve({ status, value: "own" }));
  expect(calls.map(([name]) => name)).toEqual(["reserve", end]);
});

test("what a handler throws is told even if the store cannot take its key back", async () => {
  const { store } = asked("reserved");
  const broken = { ...store, fail: () => Promise.reject(new Error("no store")) };
  const handling = handleOnce({ ...settings, store: broken }, verdict, () => {
    throw new Error("handler");
  });
  await expect(handling).rejects.toThrow("handler");
});

test("a word that no store should say starts no handler", async () => {
  const { store } = asked("yes" as Reservation);
  let runs = 0;
  const run = (): Promise<undefined> => {
    runs += 1;
    return nothing();
  };
  const handling = handleOnce({ ...settings, store }, verdict, run);
  await expect(handling).rejects.toMatchObject({ code: "replay_store_invalid" });
  expect(runs).toBe(0);
});
