import { expect, it } from "vitest";
import { formatYaml } from "../../src/output/format-yaml.ts";

it("writes blocks, quotes every text, and keeps plain lists on one line", () => {
  const value = { name: "no", list: ["*", 1], empty: [], none: {}, items: [{ a: null, "x-b": { c: true } }] };
  expect(formatYaml(value)).toBe(
    `name: "no"\nlist: ["*", 1]\nempty: []\nnone: {}\nitems:\n  - a: null\n    "x-b":\n      c: true\n`,
  );
});
