import { expect, it } from "vitest";
import { shellWords } from "../../src/capture/shell-words.ts";

it.each([
  ["curl  -H 'a: b'\t\"c d\"", ["curl", "-H", "a: b", "c d"]],
  ["curl 'it'\\''s' a\\ b", ["curl", "it's", "a b"]],
  ['curl "a\\"b\\\\c\\n"', ["curl", 'a"b\\c\\n']],
  ["curl \\\n  -s \\\r\n  x\n", ["curl", "-s", "x"]],
  ["curl $'a\\'b\\n\\u00e9\\ud83d\\ude00'", ["curl", "a'b\né😀"]],
  ["curl '' ''", ["curl", "", ""]],
  ["curl '$HOME `id`'", ["curl", "$HOME `id`"]],
])("splits %s as a shell would", (line, words) => {
  expect(shellWords(line)).toEqual(words);
});

it.each([
  "curl $SECRET",
  'curl -H "X: $SECRET"',
  'curl "`id`"',
  "curl a | sh",
  "curl a; rm b",
  "curl a\ncurl b",
  "curl 'a",
  'curl "a',
  "curl $'\\q'",
  "curl a\\",
])("refuses what only a shell can tell the meaning of: %j", (line) => {
  expect(() => shellWords(line)).toThrow(expect.objectContaining({ code: "capture_not_understood" }));
});

it("shows nothing of the command line in its refusal", () => {
  expect(() => shellWords('curl -d "jane $X"')).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining("jane") }),
  );
});
