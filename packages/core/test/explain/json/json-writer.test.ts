import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonStyles } from "../../../src/explain/json/json-styles.ts";
import { jsonWriter } from "../../../src/explain/json/json-writer.ts";
import { parseJsonTokens } from "../../../src/explain/json/parse-json-tokens.ts";
import { writeJson } from "../../../src/explain/json/write-json.ts";

/** What tells programs apart: repeated names, names that are numbers, escapes, signs and exponents of numbers. */
const DIVISIVE =
  '{"b":1e2,"1":-0,"b":{"<é\\/\\u000B":[null,1.0,1.0,"<"]},"a":12345678901234567890,"\\b":1e-7}';

/** The text of every style: written on its own, and by one writer for all. */
function textsOf(text: string): { readonly alone: string[]; readonly together: string[] } {
  const root = parseJsonTokens(text);
  if (root === undefined) throw new Error("no JSON");
  const write = jsonWriter(root);
  return {
    alone: jsonStyles.map(({ style }) => writeJson(root, style)),
    together: jsonStyles.map(({ style }) => write(style)),
  };
}

test("writes in every style what the style alone writes", () => {
  const { alone, together } = textsOf(DIVISIVE);
  expect(together).toEqual(alone);
});

test("so it does for any JSON", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const { alone, together } = textsOf(text);
      expect(together).toEqual(alone);
    }),
  );
});

test("writes once what styles agree on", () => {
  const root = parseJsonTokens('{"name":"a plain text"}');
  if (root === undefined) throw new Error("no JSON");
  let written = 0;
  const layout = {
    afterComma: "",
    get colon() {
      written += 1;
      return ":";
    },
  };
  const write = jsonWriter(root);
  const texts = jsonStyles.map(({ style }) => write({ ...style, layout }));
  expect(new Set(texts)).toEqual(new Set(['{"name":"a plain text"}']));
  expect(written).toBe(1);
});
