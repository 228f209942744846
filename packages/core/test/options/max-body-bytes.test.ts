import { expect, test } from "vitest";
import { readMaxBodyBytes } from "../../src/options/max-body-bytes.ts";
import { errorCodeOf } from "../support/error-code-of.ts";

test("the default is 8 MiB", () => {
  expect(readMaxBodyBytes(undefined)).toBe(8_388_608);
});

test("a limit is a whole number from 0", () => {
  expect([readMaxBodyBytes(0), readMaxBodyBytes(1)]).toEqual([0, 1]);
  for (const wrong of [-1, 0.5, Number.NaN, Infinity, 2 ** 53, "8", null, 8n]) {
    expect(errorCodeOf(() => readMaxBodyBytes(wrong))).toBe("max_body_bytes_invalid");
  }
});
