import { expect, test } from "vitest";
import { placeOnAxis } from "../../../src/screens/delivery/time-axis.ts";

const HOUR_MS = 3_600_000;
const axis = { fromMs: 1000, toMs: 1000 + 5 * HOUR_MS };

test("puts the ends at the ends", () => {
  expect(placeOnAxis(axis.fromMs, axis)).toBe(0);
  expect(placeOnAxis(axis.toMs, axis)).toBe(1);
});

test("keeps early retries apart from each other, in their order", () => {
  const places = [5000, 300_000, HOUR_MS / 2].map((afterMs) => placeOnAxis(axis.fromMs + afterMs, axis));
  expect(places.map((place) => Math.round(place * 10))).toEqual([2, 6, 8]);
});

test("puts everything at the beginning where no time has passed, and nothing outside", () => {
  expect(placeOnAxis(1000, { fromMs: 1000, toMs: 1000 })).toBe(0);
  expect(placeOnAxis(0, axis)).toBe(0);
  expect(placeOnAxis(axis.toMs + HOUR_MS, axis)).toBe(1);
});
