import { expect, test } from "vitest";
import { jsonLines } from "../../src/payload/json-lines.ts";

const value = { id: "evt", data: { "a/b~c": [1, null], empty: {} } };

test("gives every value a line with its pointer", () => {
  const lines = jsonLines(value, new Set());
  expect(lines.map(({ pointer, text }) => `${pointer} ${text}`)).toEqual([
    " { 2 }",
    '/id "evt"',
    "/data { 2 }",
    "/data/a~1b~0c [ 2 ]",
    "/data/a~1b~0c/0 1",
    "/data/a~1b~0c/1 null",
    "/data/empty {}",
  ]);
});

test("leaves out what lies below a folded line", () => {
  const lines = jsonLines(value, new Set(["/data"]));
  expect(lines.map(({ pointer }) => pointer)).toEqual(["", "/id", "/data"]);
});

test("takes any depth", () => {
  const DEPTH = 50_000;
  let deep: unknown = 1;
  for (let index = 0; index < DEPTH; index += 1) deep = [deep];
  expect(jsonLines(deep, new Set(["/0/0"]))).toHaveLength(3);
});
