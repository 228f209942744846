import fc from "fast-check";
import { expect, test } from "vitest";
import { compileWildcard } from "../../src/config/wildcard.ts";

test.each([
  ["*", "", true],
  ["*", "anything", true],
  ["", "", true],
  ["", "a", false],
  ["a", "a", true],
  ["a", "ab", false],
  ["appointments.*", "appointments.sync", true],
  ["appointments.*", "appointments.", true],
  ["appointments.*", "appointments", false],
  ["*.sync", "appointments.sync", true],
  ["a*a", "a", false],
  ["a*a", "aa", true],
  ["a*b*c", "abc", true],
  ["a*b*c", "acb", false],
  ["*ab*ab*", "ab", false],
  ["*ab*ab*", "abab", true],
  ["a**b", "ab", true],
  ["a.c", "abc", false],
  ["[a-z]+", "b", false],
])("%j matches %j: %j", (pattern, text, isMatch) => {
  expect(compileWildcard(pattern)(text)).toBe(isMatch);
});

test("it says what the obvious regular expression says", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "*", "."), maxLength: 8 });
  const texts = fc.string({ unit: fc.constantFrom("a", "b", "."), maxLength: 12 });
  fc.assert(
    fc.property(letters, texts, (pattern, text) => {
      const source = pattern
        .split("*")
        .map((piece) => piece.replaceAll(".", String.raw`\.`))
        .join(".*");
      expect(compileWildcard(pattern)(text)).toBe(new RegExp(`^${source}$`).test(text));
    }),
  );
});

test("a pattern made to send a regular expression back and forth is answered", () => {
  const pattern = `${"a*".repeat(2000)}b`;
  expect(compileWildcard(pattern)("a".repeat(100_000))).toBe(false);
});
