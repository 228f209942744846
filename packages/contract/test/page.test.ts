import fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod";
import { formatCursor, pageQuery, parseCursor } from "../src/page.ts";

const position = fc.string({
  minLength: 1,
  maxLength: 120,
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCodePoint(code)),
});

test("a cursor gives back the position that it was made of", () => {
  fc.assert(
    fc.property(position, (text) => {
      expect(parseCursor(formatCursor(text))).toBe(text);
    }),
  );
});

test("a text that no position gives is no cursor, and nothing throws", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const parsed = parseCursor(text);
      return parsed === undefined || formatCursor(parsed) === text;
    }),
  );
  // The same bytes in another spelling: bits set that no byte uses.
  for (const text of ["", "A", "MR", "MQ==", "M Q", "_w"])
    expect([text, parseCursor(text)]).toEqual([text, undefined]);
});

test("a page has 50 items unless 1 to 200 are asked for, in digits only", () => {
  const query = z.strictObject(pageQuery);
  expect(query.parse({})).toEqual({ limit: 50 });
  expect(query.parse({ limit: "200" })).toEqual({ limit: 200 });
  for (const limit of ["0", "201", "-1", "1e1", " 1", "01", "1.0", ""]) {
    expect([limit, query.safeParse({ limit }).success]).toEqual([limit, false]);
  }
});
