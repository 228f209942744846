import { expect, test } from "vitest";
import { timestampParsers } from "../../src/time/timestamp-parsers.ts";

test("seconds have one to eleven digits, the first of them not zero", () => {
  const parse = timestampParsers["unix-seconds"];
  expect([parse("1"), parse("1700000000"), parse("99999999999")]).toEqual([
    1000, 1_700_000_000_000, 99_999_999_999_000,
  ]);
  const wrong = ["", "0", "01", "100000000000", "1700000000abc", "a1700000000", "1.5", "-1", "1e3", " 1"];
  expect(wrong.map((text) => parse(text))).toEqual(wrong.map(() => undefined));
});

test("milliseconds have twelve or thirteen digits, the first of them not zero", () => {
  const parse = timestampParsers["unix-milliseconds"];
  expect([parse("100000000000"), parse("9999999999999")]).toEqual([100_000_000_000, 9_999_999_999_999]);
  const wrong = ["10000000000", "10000000000000", "0100000000000", "1700000000000Z", "t1700000000000"];
  expect(wrong.map((text) => parse(text))).toEqual(wrong.map(() => undefined));
});
