import { expect, it } from "vitest";
import { outputColors } from "../../src/output/output-colors.ts";

it.each([
  ["on a terminal", true, {}, true],
  ["on a terminal with an empty NO_COLOR", true, { NO_COLOR: "" }, true],
  ["on a terminal with NO_COLOR", true, { NO_COLOR: "1" }, false],
  ["on a dumb terminal", true, { TERM: "dumb" }, false],
  ["into a file", false, {}, false],
  ["into a file in CI", false, { CI: "true" }, false],
])("%s", (_where, isTTY, environment, isColored) => {
  expect(outputColors({ isTTY }, environment).isColorSupported).toBe(isColored);
});
