import { expect, test } from "vitest";
import { roughDuration } from "../../src/times/rough-duration.ts";

test("gives durations in the unit that reads best", () => {
  expect([0.412, 3.24, 240, 7200].map(roughDuration)).toEqual(["412 ms", "3.2 s", "4 min", "2 h"]);
});
