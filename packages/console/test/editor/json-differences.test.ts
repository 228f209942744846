import { expect, test } from "vitest";
import { jsonDifferences } from "../../src/editor/json-differences.ts";

test("values differ at the deepest place that both have, whatever the order of their keys", () => {
  const before = { a: { x: 1, "b/c": true }, list: [1, 2], same: null };
  const after = { same: null, list: [1, 3, 4], a: { "b/c": false, x: 1 } };
  expect(jsonDifferences(before, after)).toEqual([
    { pointer: "/a/b~1c", before: true, after: false },
    { pointer: "/list/1", before: 2, after: 3 },
    { pointer: "/list/2", before: undefined, after: 4 },
  ]);
  expect(jsonDifferences(before, before)).toEqual([]);
});

test("values of different kinds differ as a whole", () => {
  expect(jsonDifferences({ a: [] }, { a: {} })).toEqual([{ pointer: "/a", before: [], after: {} }]);
  expect(jsonDifferences({ a: null }, { a: { b: 1 } })).toEqual([
    { pointer: "/a", before: null, after: { b: 1 } },
  ]);
});
