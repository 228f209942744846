import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonStyles } from "../../../src/explain/json/json-styles.ts";
import { parseJsonTokens } from "../../../src/explain/json/parse-json-tokens.ts";
import { writeJson } from "../../../src/explain/json/write-json.ts";

function written(text: string, name: string): string {
  const root = parseJsonTokens(text);
  const named = jsonStyles.find((each) => each.name === name);
  if (root === undefined || named === undefined) throw new Error(`no JSON, or no style "${name}"`);
  return writeJson(root, named.style);
}

test("writes what JSON.stringify writes, for any JSON", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(written(text, "by JavaScript's JSON.stringify")).toBe(JSON.stringify(JSON.parse(text)));
    }),
  );
});

test.each([2, 4])("indents as JSON.stringify does, by %i blanks", (indent) => {
  const name = `by JSON.stringify, indented by ${indent === 2 ? "two" : "four"} blanks`;
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(written(text, name)).toBe(JSON.stringify(JSON.parse(text), null, indent));
    }),
  );
});

test("every style writes JSON that means the same, but for what the style leaves out", () => {
  const text = '{"a":[1,2.5,"é<&>\\u2028\\n"],"b":{"c":true},"d":""}';
  for (const { name } of jsonStyles) expect(JSON.parse(written(text, name))).toEqual(JSON.parse(text));
});

test("loses nothing but blanks", () => {
  const text = '{ "a" : 1.0 , "a" : [ 1e2 , -0.0 , "\\/\\u00E9" ] }';
  expect(written(text, "without blanks between tokens")).toBe('{"a":1.0,"a":[1e2,-0.0,"\\/\\u00E9"]}');
});

test.each([
  [
    "Python",
    "by Python's json.dumps with compact separators",
    "[1e+16,1e-05,0.0001,100.0,12345678901234567890,-0.0]",
  ],
  ["Ruby", "by Ruby's to_json", "[1.0e+16,1.0e-05,0.0001,100.0,12345678901234567890,-0.0]"],
  ["Go", "by Go's json.Marshal of a map", "[10000000000000000,0.00001,0.0001,100,12345678901234567000,-0]"],
  [
    "JavaScript",
    "by JavaScript's JSON.stringify",
    "[10000000000000000,0.00001,0.0001,100,12345678901234567000,0]",
  ],
  ["Jackson", "by Jackson", "[1.0E16,1.0E-5,1.0E-4,100.0,12345678901234567890,-0.0]"],
])("spells numbers as %s does", (_language, name, expected) => {
  expect(written("[1e16,0.00001,0.0001,1e2,12345678901234567890,-0.0]", name)).toBe(expected);
});

test.each([
  "",
  "{",
  "[1,]",
  '{"a"}',
  "01",
  "1.",
  "+1",
  "'a'",
  '"\u0001"',
  '"\\x"',
  "[1] 2",
  "nul",
  "\uFEFF{}",
  '{"a":1,}',
])("%j is no JSON", (text) => {
  expect(parseJsonTokens(text)).toBeUndefined();
});

test("takes for JSON exactly what JSON.parse takes", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...Array.from('{}[]:,"\\u019.-eE truefalsn\n')) }),
      (text) => {
        expect(parseJsonTokens(text) !== undefined).toBe(isJson(text));
      },
    ),
    { numRuns: 2000 },
  );
});

test("JSON that is nested deeper than any webhook is not read", () => {
  expect(parseJsonTokens("[".repeat(100_000))).toBeUndefined();
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
