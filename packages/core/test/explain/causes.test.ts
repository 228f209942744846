import { expect, test } from "vitest";
import { causes } from "../../src/explain/index.ts";

const CAUSE_COUNT = 39;

test("the table holds C01 to C39, in order", () => {
  const codes = Array.from({ length: CAUSE_COUNT }, (_, index) => `C${String(index + 1).padStart(2, "0")}`);
  expect(Object.keys(causes)).toEqual(codes);
});

test.each(Object.entries(causes))("%s says what happened, what it means and what to do", (_code, cause) => {
  expect(cause.title).toMatch(/^[A-Z].*[^.]$/);
  expect(cause.meaning).toMatch(/\.$/);
  expect(cause.remedy).toMatch(/\.$/);
});

test.each(Object.entries(causes))("%s is recomputed, or says why not", (_code, cause) => {
  expect("reason" in cause).toBe(cause.shown !== "recomputed");
});
