import { expect, test } from "vitest";
import { runCrashRounds } from "./crash-rounds.ts";
import { crashSeed } from "./crash-seed.ts";
import { crashVerdict } from "./crash-verdict.ts";

const ROUNDS = 5;
/** Six starts, five stretches of load and the draining; a busy machine takes several times as long. */
const TEST_TIMEOUT_MS = 180_000;

test(
  "loses and invents nothing when it is killed under load",
  async () => {
    const report = await runCrashRounds({ rounds: ROUNDS, seed: crashSeed });
    const happened = ["acknowledged", "received", "retried", "deadLetters"] as const;
    const { found, sound } = crashVerdict(report, { seed: crashSeed, happened });
    expect(found).toEqual(sound);
  },
  TEST_TIMEOUT_MS,
);

test(
  "notices a gateway that acknowledges before it commits",
  async () => {
    const storeWrapper = new URL("./acknowledging-early.mjs", import.meta.url);
    const { violations } = await runCrashRounds({ rounds: 1, seed: crashSeed, storeWrapper });
    expect(violations.map(({ law }) => law)).toContain("acknowledged_lost");
  },
  TEST_TIMEOUT_MS,
);
