import { expect, it } from "vitest";
import { formatAge } from "../../src/output/format-age.ts";

it.each([
  [400, "0.4 s old"],
  [-2000, "2.0 s ahead"],
  [90_000, "1.5 min old"],
  [10_800_000, "3.0 h old"],
  [172_800_000, "2.0 days old"],
])("writes an age of %i ms as %s", (ageMs, text) => {
  expect(formatAge(ageMs)).toBe(text);
});
