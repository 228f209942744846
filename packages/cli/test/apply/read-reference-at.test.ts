import { describe, expect, it } from "vitest";
import { readReferenceAt } from "../../src/apply/read-reference-at.ts";

function readAfter(before: string, rest: string): string {
  return readReferenceAt(`first: line\n${before}${rest}\nlast: line`, { line: 2, column: before.length + 1 });
}

describe("a reference of a configuration file", () => {
  it.each([
    ["in double quotes", `"cmd:vault read secret/a, b"`, "cmd:vault read secret/a, b"],
    ["in double quotes with escapes", String.raw`"file:C:\\keys"`, String.raw`file:C:\keys`],
    ["in single quotes", `'file:it''s here'`, "file:it's here"],
    ["plain, in a list", "env:NAME, env:OTHER]", "env:NAME"],
    ["plain, alone on its line", "cmd:cat a b ", "cmd:cat a b"],
  ])("is read %s", (_, rest, expected) => {
    expect(readAfter("- value: ", rest)).toBe(expected);
  });

  // A part of a command is another command.
  it.each([
    ["a plain one that something else may end", "cmd:rm -rf /tmp/a, b"],
    ["a plain one before a comment", "cmd:cat key # the old one"],
    ["one that goes on in the next line", '"cmd:cat'],
    ["what is no reference", '"a secret"'],
    ["an alias", "*key"],
    ["the middle of another", "md:cat key"],
  ])("is not guessed: %s", (_, rest) => {
    expect(() => readAfter("- value: ", rest)).toThrow(/line 2, column 10/);
  });

  it("is not looked for outside the text", () => {
    expect(() => readReferenceAt("a", { line: 9, column: 9 })).toThrow(/line 9/);
  });
});
