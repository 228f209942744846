import { expect, test } from "vitest";
import { readTolerance } from "../../src/options/tolerance.ts";
import { nabla } from "../../src/schemes/nabla.ts";
import { zentact } from "../../src/schemes/zentact.ts";
import { errorCodeOf } from "../support/error-code-of.ts";

test("the scheme's own tolerance is the default; a scheme without a time has no limit", () => {
  expect([readTolerance(undefined, nabla), readTolerance(undefined, zentact)]).toEqual([60_000, Infinity]);
});

test("a tolerance is a finite number from 0", () => {
  expect([readTolerance(0, nabla), readTolerance(0.5, nabla)]).toEqual([0, 0.5]);
  for (const wrong of [-1, -0.5, Number.NaN, Infinity, "0", null, 1n]) {
    expect(errorCodeOf(() => readTolerance(wrong, nabla))).toBe("tolerance_invalid");
  }
});

test("a tolerance for a scheme without a time is a mistake, not a number to pass over", () => {
  expect(errorCodeOf(() => readTolerance(0, zentact))).toBe("tolerance_not_accepted");
});
