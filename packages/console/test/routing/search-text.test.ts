import { expect, test } from "vitest";
import { formatSearchText, parseSearchText } from "../../src/routing/search-text.ts";

test("writes filters as a person would, and reads them back", () => {
  const search = { source: "nabla", type: "note.*", live: "on" };
  expect(formatSearchText(search)).toBe("?source=nabla&type=note.*&live=on");
  expect(parseSearchText("?source=nabla&type=note.*&live=on")).toEqual(search);
});

test("leaves out what is not set", () => {
  expect(formatSearchText({ source: undefined, type: "" })).toBe("");
});

test("keeps numbers and words as texts", () => {
  expect(parseSearchText("?type=123&source=true")).toEqual({ type: "123", source: "true" });
});
