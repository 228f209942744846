import { expect, test } from "vitest";
import { readFilters } from "../../src/filters/define-filters.ts";
import { sinceToFrom } from "../../src/filters/span-filter.ts";
import { inboxFilters } from "../../src/screens/inbox/inbox-filters.ts";
import { eventsQuery } from "../../src/screens/inbox/events-query.ts";

test("reads the filters of a URL and leaves out what is unknown or cannot be", () => {
  const search = {
    source: "nabla",
    type: "note.*",
    since: "6h",
    deliveryState: "lost",
    other: "x",
    endpoint: "A B",
  };
  expect(readFilters(inboxFilters, search)).toEqual({ source: "nabla", type: "note.*", since: "6h" });
});

test("takes no choice from what every object has", () => {
  expect(readFilters(inboxFilters, { since: "toString", marked: "constructor" })).toEqual({});
});

test("asks the API for a time, rounded so that the same question has the same words", () => {
  const nowMs = Date.parse("2026-11-02T14:33:02.118Z");
  expect(sinceToFrom("1h", nowMs)).toBe("2026-11-02T13:33:00.000Z");
  expect(sinceToFrom(undefined, nowMs)).toBeUndefined();
});

test("makes a flag of what is marked", () => {
  expect(eventsQuery({ source: "nabla", marked: "conflict" })).toEqual({ source: "nabla", conflict: true });
});
