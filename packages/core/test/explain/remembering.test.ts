import { expect, test } from "vitest";
import { remembering } from "../../src/explain/remembering.ts";

test("works out each result once, the empty text too", () => {
  const inputs: string[] = [];
  const trimmed = remembering((input: string) => {
    inputs.push(input);
    return input.trim();
  });
  expect([" a", " ", " a", " "].map(trimmed)).toEqual(["a", "", "a", ""]);
  expect(inputs).toEqual([" a", " "]);
});

test("tells objects apart by identity", () => {
  const copied = remembering((input: readonly number[]) => [...input]);
  const [one, other] = [[1], [1]];
  expect(copied(one)).toBe(copied(one));
  expect(copied(one)).not.toBe(copied(other));
});
