import { expect, test } from "vitest";
import { chartSpans, pointWords } from "../../src/charts/chart-spans.ts";

test("names the beginnings of a chart's points, with dates where there are several days", () => {
  const from = "2026-11-02T23:55:00.000Z";
  expect(chartSpans({ from, pointSeconds: 300, points: 3 })).toEqual(["23:55", "00:00", "00:05"]);
  expect(chartSpans({ from, pointSeconds: 43_200, points: 3 })[0]).toBe("11-02 23:55");
  expect([300, 7200].map(pointWords)).toEqual(["5 min", "2 h"]);
});
