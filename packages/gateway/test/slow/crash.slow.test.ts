import { randomInt } from "node:crypto";
import { expect, test } from "vitest";
import { runCrashRounds } from "../crash/crash-rounds.ts";

const ROUNDS = 50;
const MAX_SEED = 2 ** 31;
const seed = Number(process.env["CRASH_SEED"] ?? randomInt(MAX_SEED));

test("loses and invents nothing over fifty kills under load", async () => {
  const { violations, unexpectedAnswers, exitCode, counts } = await runCrashRounds({ rounds: ROUNDS, seed });
  const told = `CRASH_SEED=${seed} ${JSON.stringify(counts)}`;
  expect(violations, told).toEqual([]);
  expect(unexpectedAnswers, told).toEqual([]);
  expect(exitCode, told).toBe(0);
  expect(counts.leftPending, told).toBe(0);
  for (const count of ["acknowledged", "conflicts", "received", "retried", "deadLetters"] as const) {
    expect(counts[count], `${count}: ${told}`).toBeGreaterThan(0);
  }
});
