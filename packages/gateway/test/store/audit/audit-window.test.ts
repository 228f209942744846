import { describe, expect, test } from "vitest";
import { ENTRIES_PER_LOOK, auditWindow } from "../../../src/store/audit/audit-window.ts";

const MANY = 3 * ENTRIES_PER_LOOK;
const log = { first: 1, last: MANY };

describe("what a page of the audit log looks at", () => {
  test("is a bounded part from the end that the order begins with", () => {
    expect(auditWindow(log, { order: "asc", after: undefined, isIndexed: false })).toEqual({
      first: 1,
      last: ENTRIES_PER_LOOK,
    });
    expect(auditWindow(log, { order: "desc", after: undefined, isIndexed: false })).toEqual({
      first: MANY - ENTRIES_PER_LOOK + 1,
      last: MANY,
    });
  });

  test("goes on where the page before has ended, and ends with the log", () => {
    const [asc, desc] = (["asc", "desc"] as const).map((order) => {
      const spans = [];
      let after: number | undefined;
      for (;;) {
        const span = auditWindow(log, { order, after, isIndexed: false });
        if (span === undefined) return spans;
        spans.push(span);
        after = order === "asc" ? span.last : span.first;
      }
    });
    expect(asc).toHaveLength(3);
    expect(asc?.at(-1)).toEqual({ first: MANY - ENTRIES_PER_LOOK + 1, last: MANY });
    expect(desc).toEqual(asc?.toReversed());
  });

  test("is all that is left where an index finds what fits", () => {
    expect(auditWindow(log, { order: "desc", after: 500, isIndexed: true })).toEqual({ first: 1, last: 499 });
    expect(auditWindow(log, { order: "asc", after: 500, isIndexed: true })).toEqual({
      first: 501,
      last: MANY,
    });
  });

  test("begins behind what was deleted for its age", () => {
    const rest = { first: 900, last: 1000 };
    expect(auditWindow(rest, { order: "asc", after: undefined, isIndexed: false })).toEqual(rest);
    expect(auditWindow(rest, { order: "asc", after: 3, isIndexed: false })).toEqual(rest);
    expect(auditWindow(rest, { order: "desc", after: 900, isIndexed: false })).toBeUndefined();
  });

  test("is nothing where nothing was written", () => {
    expect(auditWindow({ first: 1, last: 0 }, { order: "asc", after: undefined, isIndexed: false })).toBe(
      undefined,
    );
  });
});
