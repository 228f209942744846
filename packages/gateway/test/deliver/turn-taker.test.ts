import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TurnTaker } from "../../src/deliver/turn-taker.ts";
import type { Share, WorkCandidate } from "../../src/deliver/turn-taker.ts";

const candidate = (
  organizationId: number,
  endpointId: number,
  changes: Partial<WorkCandidate> = {},
): WorkCandidate => ({
  organizationId,
  endpointId,
  underWay: 0,
  concurrency: 16,
  ...changes,
});

const total = (shares: readonly Share[]): number => shares.reduce((sum, { limit }) => sum + limit, 0);
const ids = (shares: readonly Share[]): readonly number[] => shares.map(({ endpointId }) => endpointId);

const candidates = fc.uniqueArray(
  fc.record({
    organizationId: fc.integer({ min: 1, max: 5 }),
    endpointId: fc.integer({ min: 1, max: 60 }),
    underWay: fc.integer({ min: 0, max: 20 }),
    concurrency: fc.integer({ min: 1, max: 20 }),
  }),
  { selector: ({ endpointId }) => endpointId },
);

describe("turns", () => {
  test("give nobody more than its concurrency, nothing beyond the free slots, and each share at least one", () => {
    fc.assert(
      fc.property(candidates, fc.integer({ min: 0, max: 64 }), (given, freeSlots) => {
        const shares = new TurnTaker(64).share(given, freeSlots);
        expect(total(shares)).toBeLessThanOrEqual(freeSlots);
        for (const { endpointId, limit } of shares) {
          const found = given.find((each) => each.endpointId === endpointId);
          expect(limit).toBeGreaterThanOrEqual(1);
          expect(limit + (found?.underWay ?? Infinity)).toBeLessThanOrEqual(found?.concurrency ?? 0);
        }
      }),
    );
  });

  test("give a single endpoint all its concurrency when there is room", () => {
    expect(new TurnTaker(256).share([candidate(1, 1)], 256)).toEqual([{ endpointId: 1, limit: 16 }]);
  });

  test("go on with the next organization, and in it with the next endpoint", () => {
    const turns = new TurnTaker(1);
    const given = [candidate(1, 11), candidate(1, 12), candidate(1, 13), candidate(2, 21), candidate(2, 22)];
    const served = Array.from({ length: 10 }, () => ids(turns.share(given, 1))[0]);
    expect(served).toEqual([11, 21, 12, 22, 13, 21, 11, 22, 12, 21]);
  });

  test("give an organization with one endpoint as many first turns as one with a hundred", () => {
    const many = Array.from({ length: 100 }, (_, index) => candidate(1, index + 1));
    const shares = new TurnTaker(8).share([...many, candidate(2, 500)], 2);
    expect(ids(shares)).toContain(500);
  });

  test("keep a quarter of the slots for endpoints without an attempt under way", () => {
    const turns = new TurnTaker(8);
    const hanging = [candidate(1, 1, { underWay: 2 }), candidate(1, 2, { underWay: 2 })];
    expect(total(turns.share(hanging, 4))).toBe(2);
    expect(turns.share(hanging, 2)).toEqual([]);
    expect(turns.share([...hanging, candidate(1, 3)], 2)).toEqual([{ endpointId: 3, limit: 1 }]);
  });

  test("give no more than may be claimed now, of however many slots", () => {
    const given = [candidate(1, 1), candidate(1, 2)];
    expect(total(new TurnTaker(256).share(given, 256, 5))).toBe(5);
    expect(total(new TurnTaker(256).share(given, 256, 1))).toBe(1);
  });

  test("work with a single slot", () => {
    expect(total(new TurnTaker(1).share([candidate(1, 1)], 1))).toBe(1);
  });
});
