import { expect, test } from "vitest";
import { hexRow } from "../../src/payload/hex-row.ts";

const bytes = new TextEncoder().encode("0123456789abcdefö\n");

test("shows a whole row with its offset", () => {
  expect(hexRow(bytes, 0, 16)).toEqual({
    offset: "00000000",
    hex: "30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66",
    text: "0123456789abcdef",
  });
});

test("keeps the width of a last row that is short", () => {
  const { offset, hex, text } = hexRow(bytes, 1, 16);
  expect(offset).toBe("00000010");
  expect(hex.trimEnd()).toBe("c3 b6 0a");
  expect(hex).toHaveLength(hexRow(bytes, 0, 16).hex.length);
  expect(text).toBe("···");
});
