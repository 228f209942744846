import { expect, test } from "vitest";
import { readMethod } from "../../src/options/method.ts";
import { errorCodeOf } from "../support/error-code-of.ts";

test("webhooks are posted unless another method is named", () => {
  expect([readMethod(undefined), readMethod("GET"), readMethod("VERSION-CONTROL")]).toEqual([
    "POST",
    "GET",
    "VERSION-CONTROL",
  ]);
});

test("a method is 1 to 32 capitals and hyphens, the first a capital", () => {
  expect([readMethod("M"), readMethod("M".repeat(32))].map(({ length }) => length)).toEqual([1, 32]);
  for (const wrong of [
    "",
    "M".repeat(33),
    "-GET",
    "Get",
    "gET",
    "GET ",
    "GET\n",
    " GET",
    "GE_T",
    null,
    1,
    ["GET"],
  ]) {
    expect(errorCodeOf(() => readMethod(wrong))).toBe("method_invalid");
  }
});
