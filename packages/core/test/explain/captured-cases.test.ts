import { expect, test } from "vitest";
import { causes } from "../../src/explain/index.ts";
import { codesOf, explainCase, explainCases } from "./support/explain-cases.ts";

/** The least that shows a cause is no accident of one request. */
const CASES_PER_CAUSE = 3;

test.each(explainCases)("$code, $name (made by $madeBy, $scheme), is proved", (each) => {
  expect(codesOf(explainCase(each), "proved")).toContain(each.code);
});

test("every cause that can be recomputed has at least three captured cases", () => {
  const recomputed = Object.entries(causes).filter(([, { shown }]) => shown === "recomputed");
  expect(recomputed.filter(([code]) => countOf(code) < CASES_PER_CAUSE)).toEqual([]);
});

function countOf(code: string): number {
  return explainCases.filter((each) => each.code === code).length;
}
