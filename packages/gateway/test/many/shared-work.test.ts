import { expect, test } from "vitest";
import { crashSeed } from "../crash/crash-seed.ts";
import { runManyRounds } from "./support/many-rounds.ts";

/** Starting, load, leases to wait for and the settling; a busy machine takes several times as long. */
const TEST_TIMEOUT_MS = 240_000;

const nothingWrong = { violations: [], leaseViolations: [], unexpectedAnswers: [], leftUnsettled: 0 };

test.each([2, 4])(
  "%i gateways on one database share receiving and delivering",
  async (gateways) => {
    const report = await runManyRounds({ gateways, rounds: 2, seed: crashSeed, endings: [] });
    expect(report).toMatchObject({ ...nothingWrong, acknowledgedAndReset: [] });
    expect(report.exitCodes).toEqual(Array.from({ length: gateways }, () => 0));
    expect(report.counts.retried).toBeGreaterThan(0);
    expect(report.shares.every(({ received, attempts }) => received > 0 && attempts > 0)).toBe(true);
  },
  TEST_TIMEOUT_MS,
);

test(
  "loses and invents nothing when one of several gateways is killed or stopped under load",
  async () => {
    const options = { gateways: 2, rounds: 5, endings: ["killed", "stopped"] } as const;
    const report = await runManyRounds({ ...options, seed: crashSeed });
    expect(report, `CRASH_SEED=${crashSeed}`).toMatchObject(nothingWrong);
    expect(report.counts.acknowledged).toBeGreaterThan(0);
  },
  TEST_TIMEOUT_MS,
);

test(
  "resets no request that it stores while gateways are restarted one after the other under load",
  async () => {
    const report = await runManyRounds({ gateways: 2, rounds: 3, seed: crashSeed, endings: ["stopped"] });
    expect(report).toMatchObject({ ...nothingWrong, acknowledgedAndReset: [] });
    // A gateway that is asked to stop records what it has sent: nothing is left to be taken over.
    expect(report.counts.takenOver).toBe(0);
    expect(report.counts.acknowledged).toBeGreaterThan(0);
  },
  TEST_TIMEOUT_MS,
);
