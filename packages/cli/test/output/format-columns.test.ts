import { expect, it } from "vitest";
import { formatColumns } from "../../src/output/format-columns.ts";

it("aligns columns and leaves no blanks at the end of a line", () => {
  expect(formatColumns([["a", "bcd"], ["ab", "c", "d"], ["a"]])).toBe("a   bcd\nab  c    d\na\n");
});
