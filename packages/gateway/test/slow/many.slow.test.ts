import { expect, test } from "vitest";
import { crashSeed } from "../crash/crash-seed.ts";
import { runManyRounds } from "../many/support/many-rounds.ts";

const ROUNDS = 50;

test.each([2, 4])(
  "loses and invents nothing over fifty ends of one of %i gateways under load",
  async (gateways) => {
    const report = await runManyRounds({
      gateways,
      rounds: ROUNDS,
      seed: crashSeed,
      endings: ["killed", "stopped"],
    });
    expect(report, `CRASH_SEED=${crashSeed}`).toMatchObject({
      violations: [],
      leaseViolations: [],
      unexpectedAnswers: [],
      leftUnsettled: 0,
      exitCodes: Array.from({ length: gateways }, () => 0),
    });
    expect(Object.values(report.counts).every((count) => count > 0)).toBe(true);
  },
);
