import { expect, test } from "vitest";
import { markedLines } from "../../src/payload/marked-lines.ts";
import type { MarkedLine } from "../../src/payload/marked-lines.ts";

/** Marks in angle brackets, so that a line can be read in a test. */
function written(lines: readonly MarkedLine[]): readonly string[] {
  return lines.map(({ stretches }) =>
    stretches.map((stretch) => (stretch.kind === "text" ? stretch.text : `<${stretch.sign}>`)).join(""),
  );
}

test("names what nobody would see", () => {
  expect(written(markedLines("\uFEFFa\u200Bb\u00A0c\td\u0007\u202Ee"))).toEqual([
    "<BOM>a<ZWSP>b<NBSP>c<→>d<U+0007><U+202E>e",
  ]);
});

test("shows each line end as it is, and whether there is a last one", () => {
  expect(written(markedLines("a\r\nb\nc"))).toEqual(["a<CR><LF>", "b<LF>", "c"]);
  expect(written(markedLines("a\n"))).toEqual(["a<LF>"]);
  expect(written(markedLines("a\n\n"))).toEqual(["a<LF>", "<LF>"]);
  expect(written(markedLines(""))).toEqual([""]);
});

test("folds a long line without a number of its own, never through a character", () => {
  const lines = markedLines(`${"😀".repeat(100)}\nend`);
  expect(lines.map(({ number }) => number)).toEqual([1, undefined, 2]);
  expect(written(lines).join("")).toBe(`${"😀".repeat(100)}<LF>end`);
  expect(written(lines).every((line) => !/[\uD800-\uDBFF]$/.test(line))).toBe(true);
});
