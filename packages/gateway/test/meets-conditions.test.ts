import { expect, test } from "vitest";
import type { ConditionDocument } from "../src/config/configuration.ts";
import { meetsConditions } from "../src/meets-conditions.ts";

const body = { data: { status: "final", count: 1, flag: false, nothing: null, list: [] } };

const cases: readonly (readonly [boolean, ConditionDocument])[] = [
  [true, { pointer: "/data/status", equals: "final" }],
  [false, { pointer: "/data/status", equals: "draft" }],
  [true, { pointer: "/data/count", equals: 1 }],
  [false, { pointer: "/data/count", equals: "1" }],
  [true, { pointer: "/data/flag", equals: false }],
  [true, { pointer: "/data/nothing", equals: null }],
  [false, { pointer: "/data/absent", equals: null }],
  [true, { pointer: "/data/status", oneOf: ["draft", "final"] }],
  [false, { pointer: "/data/status", oneOf: [] }],
  [true, { pointer: "/data/nothing", exists: true }],
  [true, { pointer: "/data/list", exists: true }],
  [false, { pointer: "/data/absent", exists: true }],
  [true, { pointer: "/data/absent", exists: false }],
  [false, { pointer: "/data/toString", exists: true }],
];

test.each(cases)("says %s of %j", (meets, condition) => {
  expect(meetsConditions(body, [condition])).toBe(meets);
});

test("wants every condition met", () => {
  const [one, two] = [cases[0]?.[1], cases[1]?.[1]].filter((condition) => condition !== undefined);
  if (one === undefined || two === undefined) throw new Error("there are two cases");
  expect(meetsConditions(body, [one, one])).toBe(true);
  expect(meetsConditions(body, [one, two])).toBe(false);
});
