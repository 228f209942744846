import { expect, it } from "vitest";
import { runBounded } from "../../src/play/run-bounded.ts";

it("takes every turn once, never more at a time than asked for", async () => {
  const turns: number[] = [];
  let running = 0;
  let most = 0;
  await runBounded({ times: 20, concurrency: 3 }, async (turn) => {
    running += 1;
    most = Math.max(most, running);
    turns.push(turn);
    await Promise.resolve();
    running -= 1;
  });
  expect(turns.sort((one, other) => one - other)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(most).toBe(3);
});

it("begins no turn after one that failed, and tells why", async () => {
  const turns: number[] = [];
  const running = runBounded({ times: 20, concurrency: 2 }, async (turn) => {
    turns.push(turn);
    await Promise.resolve();
    if (turn === 1) throw new Error("turn 1");
  });
  await expect(running).rejects.toThrow("turn 1");
  expect(turns.length).toBeLessThan(5);
});
