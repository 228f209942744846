import { expect, test } from "vitest";
import { keyWindow } from "../../src/keys/key-window.ts";
import { oldestFirst } from "../../src/keys/oldest-first.ts";

test("sorts by begin, then by end, then from the end of the list, whatever order the keys come in", () => {
  const listed = [
    { id: "begins last", ...keyWindow(10, 20) },
    { id: "ends first", ...keyWindow(5, 20) },
    { id: "ends second", ...keyWindow(5, 30) },
    { id: "has no window", ...keyWindow(undefined, undefined) },
    { id: "has an end only", ...keyWindow(undefined, 50) },
    { id: "ends first too", ...keyWindow(5, 20) },
  ];
  expect(oldestFirst(listed).map(({ id }) => id)).toEqual([
    "has an end only",
    "has no window",
    "ends first too",
    "ends first",
    "ends second",
    "begins last",
  ]);
});
