import { expect, test } from "vitest";
import { areaPath, linePath, niceMax } from "../../src/charts/chart-shapes.ts";

const box = { width: 100, height: 10, max: 10 };

test("draws a line from left to right, high values at the top", () => {
  expect(linePath([0, 5, 10], box)).toBe("M0 10L50 5L100 0");
});

test("fills down to what lies below", () => {
  expect(areaPath([10, 10], { ...box, base: [5, 0] })).toBe("M0 0L100 0L100 10L0 5Z");
});

test("draws nothing of nothing, and a flat line of zeros", () => {
  expect(linePath([], box)).toBe("");
  expect(areaPath([], box)).toBe("");
  expect(linePath([0, 0], { ...box, max: 0 })).toBe("M0 10L100 10");
});

test.each([
  [0, 1],
  [1, 1],
  [3, 5],
  [11, 20],
  [50, 50],
  [5001, 10_000],
])("a scale for %i ends at %i", (value, end) => {
  expect(niceMax(value)).toBe(end);
});
