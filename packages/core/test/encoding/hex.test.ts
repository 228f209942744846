import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeHex, decodeLowerCaseHex, encodeHex } from "../../src/encoding/hex.ts";

test("round-trips any bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const text = encodeHex(bytes);
      expect(text).toBe(Buffer.from(bytes).toString("hex"));
      const target = new Uint8Array(bytes.length);
      expect([decodeLowerCaseHex(text, target), target]).toEqual([true, bytes]);
      expect([decodeHex(text.toUpperCase(), target), target]).toEqual([true, bytes]);
    }),
  );
});

test("takes upper case only where either case is meant", () => {
  expect(decodeHex("aB", new Uint8Array(1))).toBe(true);
  expect(decodeLowerCaseHex("aB", new Uint8Array(1))).toBe(false);
});

test("refuses any other length and any other character", () => {
  const wrong = [
    "",
    "0",
    "000",
    "0000",
    "0g",
    "g0",
    " 0",
    "0 ",
    "0x",
    "\u01300",
    "\u0660\u0660",
    "0\u0000",
    "/0",
    ":0",
    "@0",
    "`0",
  ];
  for (const text of wrong) expect(decodeHex(text, new Uint8Array(1))).toBe(false);
});

test("says yes exactly where the strict pattern does", () => {
  const text = fc.string({
    unit: fc.constantFrom(..."0123456789abcdefABCDEFg /:@`\u0130".split("")),
    maxLength: 6,
  });
  fc.assert(
    fc.property(text, fc.integer({ min: 0, max: 3 }), (value, length) => {
      const isHex = /^[0-9a-fA-F]*$/.test(value) && value.length === length * 2;
      expect(decodeHex(value, new Uint8Array(length))).toBe(isHex);
    }),
  );
});
