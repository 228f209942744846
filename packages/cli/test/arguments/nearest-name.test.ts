import { expect, it } from "vitest";
import { nearestName } from "../../src/arguments/nearest-name.ts";

const known = ["nabla", "suki", "honeybee", "honeybee-secret"];

it.each([
  ["nabal", "nabla"],
  ["Nabla", "nabla"],
  ["honeybe", "honeybee"],
  ["honeybee_secret", "honeybee-secret"],
])("takes %s for %s", (given, name) => {
  expect(nearestName(given, known)).toBe(name);
});

it.each(["stripe", "", "x", "a".repeat(100_000)])("takes what is like none of them for none", (given) => {
  expect(nearestName(given, known)).toBeUndefined();
});
