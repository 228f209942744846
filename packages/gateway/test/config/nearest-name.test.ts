import { expect, test } from "vitest";
import { nearestName } from "../../src/config/nearest-name.ts";

const known = ["secrets", "scheme", "sources", "publicUrl", "path"];

test.each([
  ["secert", "secrets"],
  ["shceme", "scheme"],
  ["publicURL", "publicUrl"],
  ["source", "sources"],
  ["paht", "path"],
  ["x", undefined],
  ["completely-different", undefined],
])("%s was probably meant to be %s", (given, meant) => {
  expect(nearestName(given, known)).toBe(meant);
});
