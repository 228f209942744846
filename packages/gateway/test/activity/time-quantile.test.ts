import { expect, test } from "vitest";
import { timeQuantile } from "../../src/activity/time-quantile.ts";
import { deliveryTimeBounds, deliveryTimeColumns } from "../../src/store/activity/activity-measures.ts";

const none = deliveryTimeColumns.map(() => 0);

test("nothing delivered has no time", () => {
  expect(timeQuantile(none, 0.95)).toBeUndefined();
});

test("lies within the bounds of the deliveries that it falls on", () => {
  // 90 up to 50 ms, 10 between 250 and 500 ms: half of the latter are within the 95th.
  expect(timeQuantile(none.with(0, 90).with(3, 10), 0.95)).toBe(375);
  expect(timeQuantile(none.with(3, 1), 1)).toBe(500);
  expect(timeQuantile(none.with(0, 100), 0.5)).toBe(25);
});

test("of what took longer than the last bound, that bound is all there is to say", () => {
  expect(timeQuantile(none.with(deliveryTimeBounds.length, 3), 0.95)).toBe(deliveryTimeBounds.at(-1));
});

test("rises with the share", () => {
  const times = none.map((_, index) => index + 1);
  const quantiles = [0.1, 0.3, 0.5, 0.7, 0.9].map((share) => timeQuantile(times, share) ?? 0);
  expect(quantiles).toEqual(quantiles.toSorted((a, b) => a - b));
});
