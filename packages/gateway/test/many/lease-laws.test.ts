import { expect, test } from "vitest";
import type { LoggedClaim } from "./support/claim-log.ts";
import { leaseViolations } from "./support/lease-laws.ts";
import type { Arrival, leaseLaws } from "./support/lease-laws.ts";

const claim: LoggedClaim = {
  delivery: "1/1",
  token: 1,
  claimedAt: 1000,
  leaseUntil: 17_000,
  endedAt: 1100,
  isExpired: false,
};
const arrival: Arrival = { delivery: "1/1", at: 1050 };

function lawsBroken(claims: readonly LoggedClaim[], arrivals: readonly Arrival[]): readonly string[] {
  return leaseViolations({ claims, arrivals }).map(({ law }) => law);
}

test("a delivery that is sent once in each claim breaks no law", () => {
  const again = { ...claim, token: 2, claimedAt: 2000, endedAt: null };
  const takenOver = { ...claim, endedAt: 19_000, isExpired: true };
  expect(lawsBroken([claim, again], [arrival, { ...arrival, at: 2001 }])).toEqual([]);
  expect(lawsBroken([takenOver], [arrival])).toEqual([]);
});

test("a request that is read after the sender has given up waiting breaks no law", () => {
  const again = { ...claim, token: 2, claimedAt: 2000, endedAt: 2100 };
  expect(lawsBroken([claim], [{ ...arrival, at: 1101 }])).toEqual([]);
  expect(
    lawsBroken(
      [claim, again],
      [
        { ...arrival, at: 2001 },
        { ...arrival, at: 2002 },
      ],
    ),
  ).toEqual([]);
});

// So that rounds in which no law is broken prove something.
const faults: Readonly<Record<keyof typeof leaseLaws, () => readonly string[]>> = {
  taken_too_early: () => lawsBroken([{ ...claim, isExpired: true }], []),
  taken_too_late: () => lawsBroken([{ ...claim, isExpired: true, endedAt: 22_001 }], []),
  sent_twice: () => lawsBroken([claim], [arrival, arrival]),
  sent_without_lease: () => lawsBroken([claim], [{ ...arrival, at: 17_001 }]),
};

test.each(Object.entries(faults))("%s is noticed", (law, broken) => {
  expect(broken()).toEqual([law]);
});
