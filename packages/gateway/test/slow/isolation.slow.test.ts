import { expect, test } from "vitest";
import { runIsolationRound, WANTED_DELIVERIES } from "../deliver/isolation-rounds.ts";

const MILLION = 1_000_000;

test.each(["dead", "hanging", "answering 500"] as const)(
  "an endpoint of fifty that is %s and has a million due deliveries costs the others nothing",
  async (badness) => {
    const { counts, triedByBad } = await runIsolationRound(badness, MILLION);
    expect(counts.length).toBe(WANTED_DELIVERIES);
    expect(new Set(counts)).toEqual(new Set([1]));
    expect(triedByBad).toBeLessThan(20);
  },
);
