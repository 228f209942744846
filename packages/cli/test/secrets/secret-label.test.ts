import { expect, it } from "vitest";
import { secretLabel } from "../../src/secrets/secret-label.ts";

it.each([
  ["0123456789abcdef", "env:S …cdef"],
  ["0123456789abcde", "env:S"],
  ["0123456789ab\u001B[2J", "env:S"],
])("shows of %j at most the last four characters, and only of a long one", (value, label) => {
  expect(secretLabel({ value, origin: "env:S" })).toBe(label);
});
