import { expect, test } from "vitest";
import { runCrashRounds } from "../crash/crash-rounds.ts";
import { crashSeed } from "../crash/crash-seed.ts";
import { crashVerdict } from "../crash/crash-verdict.ts";

const ROUNDS = 50;

test("loses and invents nothing over fifty kills under load", async () => {
  const report = await runCrashRounds({ rounds: ROUNDS, seed: crashSeed });
  const happened = ["acknowledged", "conflicts", "received", "retried", "deadLetters"] as const;
  const { found, sound } = crashVerdict(report, { seed: crashSeed, happened });
  expect(found).toEqual(sound);
});
