import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { areSameFilters, forgetView, parseViews, saveView } from "../../src/views/saved-views.ts";

const inbox = { organization: "northside", list: "inbox" };
const KEY = "countersign-views northside inbox";

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
});

afterEach(() => vi.unstubAllGlobals());

const kept = (): readonly string[] => parseViews(localStorage.getItem(KEY) ?? "").map(({ name }) => name);

test("keeps views by name, one of each, and forgets them", () => {
  saveView(inbox, { name: "refused", filters: { source: "nabla" } });
  saveView(inbox, { name: "all of suki", filters: { source: "suki" } });
  saveView(inbox, { name: "refused", filters: { source: "nabla", since: "6h" } });
  expect(parseViews(localStorage.getItem(KEY) ?? "")).toEqual([
    { name: "all of suki", filters: { source: "suki" } },
    { name: "refused", filters: { source: "nabla", since: "6h" } },
  ]);
  forgetView(inbox, "refused");
  expect(kept()).toEqual(["all of suki"]);
});

test("keeps the views of each organization and list apart", () => {
  saveView(inbox, { name: "mine", filters: { source: "nabla" } });
  saveView({ ...inbox, organization: "southside" }, { name: "theirs", filters: {} });
  saveView({ ...inbox, list: "deliveries" }, { name: "others", filters: {} });
  expect(kept()).toEqual(["mine"]);
});

test("keeps no more than a person finds again", () => {
  for (let count = 0; count < 40; count += 1) saveView(inbox, { name: `view ${count}`, filters: {} });
  expect(kept()).toHaveLength(30);
  expect(kept()).toContain("view 39");
});

test.each(["", "{}", "null", "[1]", '[{"name":"","filters":{}}]', '[{"name":"a","filters":{"b":1}}]', "[{"])(
  "passes over what is no view: %s",
  (text) => {
    expect(parseViews(text)).toEqual([]);
  },
);

test("tells whether filters are the same, in whatever order", () => {
  expect(areSameFilters({ a: "1", b: "2" }, { b: "2", a: "1" })).toBe(true);
  expect(areSameFilters({ a: "1" }, { a: "1", b: "2" })).toBe(false);
  expect(areSameFilters({}, {})).toBe(true);
});
