import { expect, test } from "vitest";
import { trimBlanks } from "../../src/proof/trim-blanks.ts";

test("cuts spaces and tabs at both ends and nothing else", () => {
  const trimmed = { " \ta b\t ": "a b", "a ": "a", "\ta": "a", a: "a", "": "", " ": "", "\t \t": "" };
  for (const [text, expected] of Object.entries(trimmed)) expect(trimBlanks(text)).toBe(expected);
  for (const text of ["\na", "a\r", "\u00a0a", "a\v", "\ufeffa"]) expect(trimBlanks(text)).toBe(text);
});
