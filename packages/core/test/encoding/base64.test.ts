import fc from "fast-check";
import { expect, test } from "vitest";
import { base64Bytes, decodeBase64, encodeBase64 } from "../../src/encoding/base64.ts";

function decoded(text: string): Uint8Array | undefined {
  const target = new Uint8Array(base64Bytes(text));
  return decodeBase64(text, target) ? target : undefined;
}

test("round-trips any bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const text = encodeBase64(bytes);
      expect(text).toBe(Buffer.from(bytes).toString("base64"));
      expect(decoded(text)).toEqual(bytes);
    }),
  );
});

test("takes a text exactly when writing its bytes gives the same text", () => {
  const text = fc.string({ unit: fc.constantFrom(..."AQgwZz09+/=-_ \n\u0141".split("")), maxLength: 9 });
  fc.assert(
    fc.property(text, (value) => {
      const isCanonical = Buffer.from(value, "base64").toString("base64") === value;
      expect(decoded(value) !== undefined).toBe(isCanonical);
    }),
    { numRuns: 2000 },
  );
});

test("refuses set bits that no byte uses", () => {
  expect(
    [decoded("AA=="), decoded("AB=="), decoded("AAA="), decoded("AAB=")].map((each) => each?.length),
  ).toEqual([1, undefined, 2, undefined]);
});

test("refuses a target of another length", () => {
  expect(decodeBase64("AAAA", new Uint8Array(2))).toBe(false);
  expect(decodeBase64("AAA=", new Uint8Array(3))).toBe(false);
  expect(decodeBase64("====", new Uint8Array(0))).toBe(false);
  expect(decodeBase64("", new Uint8Array(0))).toBe(true);
});
