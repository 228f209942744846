import { expect, test } from "vitest";
import { acceptedCoding } from "../../src/console-files/accepted-coding.ts";

const both = { br: Buffer.from("b"), gzip: Buffer.from("g") };

test.each([
  ["gzip, deflate, br", "br"],
  ["gzip, deflate, br;q=0", "gzip"],
  ["GZIP;q=0.5", "gzip"],
  ["br ; q=0.000, gzip ; q=1", "gzip"],
  ["identity", undefined],
  ["brotli", undefined],
  ["*", undefined],
  ["", undefined],
  [undefined, undefined],
])("of %s it takes %s", (header, coding) => {
  expect(acceptedCoding(header, both)).toBe(coding);
});

test("never names a copy that was not made", () => {
  expect(acceptedCoding("br, gzip", { gzip: both.gzip })).toBe("gzip");
  expect(acceptedCoding("br, gzip", {})).toBeUndefined();
});
