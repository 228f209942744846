import { expect, test } from "vitest";
import { chartSpans, pointWords } from "../../../src/screens/overview/chart-spans.ts";
import { roughDuration } from "../../../src/times/rough-duration.ts";
import { formatShare } from "../../../src/screens/overview/format-share.ts";

test("never calls a share all of it while one is missing", () => {
  expect(formatShare(9999, 10_000)).toBe("99.9 %");
  expect(formatShare(10_000, 10_000)).toBe("100 %");
  expect(formatShare(1, 3)).toBe("33.3 %");
  expect(formatShare(0, 0)).toBe("–");
});

test("gives durations in the unit that reads best", () => {
  expect([0.412, 3.24, 240, 7200].map(roughDuration)).toEqual(["412 ms", "3.2 s", "4 min", "2 h"]);
});

test("names the beginnings of a chart's points, with dates where there are several days", () => {
  const from = "2026-11-02T23:55:00.000Z";
  expect(chartSpans({ from, pointSeconds: 300, points: 3 })).toEqual(["23:55", "00:00", "00:05"]);
  expect(chartSpans({ from, pointSeconds: 43_200, points: 3 })[0]).toBe("11-02 23:55");
  expect([300, 7200].map(pointWords)).toEqual(["5 min", "2 h"]);
});
