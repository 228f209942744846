import { expect, test } from "vitest";
import { visibleRows } from "../../src/table/visible-rows.ts";

const view = { rows: 10_000, rowPx: 34, heightPx: 680 };

test("draws a screen of ten thousand rows, with some to spare", () => {
  const shown = visibleRows({ ...view, scrolledPx: 34 * 5000 });
  expect(shown.first).toBeLessThan(5000);
  expect(shown.end).toBeGreaterThan(5020);
  expect(shown.end - shown.first).toBeLessThan(60);
});

test.each([0, 1, 17_000, 34 * 10_000])(
  "keeps the height of the whole list when scrolled by %i px",
  (scrolledPx) => {
    const { first, end, beforePx, afterPx } = visibleRows({ ...view, scrolledPx });
    expect(beforePx + (end - first) * 34 + afterPx).toBe(340_000);
  },
);

test("draws nothing of an empty list, and no more rows than there are", () => {
  expect(visibleRows({ ...view, rows: 0, scrolledPx: 0 })).toEqual({
    first: 0,
    end: 0,
    beforePx: 0,
    afterPx: 0,
  });
  expect(visibleRows({ ...view, rows: 3, scrolledPx: 5000 })).toMatchObject({ end: 3, afterPx: 0 });
});
