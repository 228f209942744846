import { describe, expect, test } from "vitest";
import { MAX_PUSHED_OUT, choosePushedOut, fits } from "../../../src/store/quarantine/choose-pushed-out.ts";
import type { KeptKind } from "../../../src/store/quarantine/choose-pushed-out.ts";

const BYTES = 10;
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/** Requests with the ids from `firstId` on. */
function kind(code: string, items: number, firstId: number): KeptKind {
  const oldest = Array.from({ length: items }, (_, index) => ({ id: firstId + index, bytes: BYTES }));
  return { code, items, bytes: items * BYTES, oldest };
}

describe("what is pushed out of a full quarantine", () => {
  test("is the oldest of that code of which most are left, one after the other", () => {
    const kinds = [kind("rare", 1, 1), kind("common", 4, 10), kind("less", 3, 20)];
    expect(choosePushedOut(kinds, { maxItems: 4, maxBytes: NO_LIMIT })).toEqual([10, 11, 20, 12]);
  });

  test("is so much that number and bytes fit, both counted exactly", () => {
    const kinds = [kind("common", 4, 10)];
    expect(choosePushedOut(kinds, { maxItems: 4, maxBytes: 4 * BYTES })).toEqual([]);
    expect(choosePushedOut(kinds, { maxItems: 4, maxBytes: 4 * BYTES - 1 })).toEqual([10]);
    expect(choosePushedOut(kinds, { maxItems: 3, maxBytes: NO_LIMIT })).toEqual([10]);
    expect(fits(kinds, { maxItems: 4, maxBytes: 4 * BYTES })).toBe(true);
    expect(fits(kinds, { maxItems: 3, maxBytes: NO_LIMIT })).toBe(false);
    expect(fits(kinds, { maxItems: 4, maxBytes: 4 * BYTES - 1 })).toBe(false);
  });

  test("is no more than one transaction is to delete", () => {
    const kinds = [kind("common", 3 * MAX_PUSHED_OUT, 1)];
    expect(choosePushedOut(kinds, { maxItems: 0, maxBytes: NO_LIMIT })).toHaveLength(MAX_PUSHED_OUT);
  });
});
