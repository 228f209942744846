import { expect, test } from "vitest";
import { WakeSignal } from "../../src/deliver/wake-signal.ts";

/** Longer than any test runs: a wait that ends was woken. */
const FOR_EVER_MS = 2 ** 30;

test("a waiter is woken", async () => {
  const signal = new WakeSignal();
  const waiting = signal.wait(FOR_EVER_MS);
  signal.wake();
  await expect(waiting).resolves.toBeUndefined();
});

test("a wake-up before the wait is not lost, and counts once", async () => {
  const signal = new WakeSignal();
  signal.wake();
  signal.wake();
  await signal.wait(FOR_EVER_MS);
  let isOver = false;
  const second = signal.wait(FOR_EVER_MS).then(() => (isOver = true));
  await new Promise((resolve) => setImmediate(resolve));
  expect(isOver).toBe(false);
  signal.wake();
  await second;
});

test("a wait ends by itself after its time", async () => {
  await expect(new WakeSignal().wait(1)).resolves.toBeUndefined();
});
