import { createSecretKey, randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GatewayError } from "../../src/errors.ts";
import { openValue, sealValue } from "../../src/secrets/sealed-value.ts";

const key = createSecretKey(Buffer.alloc(32, 1));
const place = { table: "blobs", column: "sealed", organizationId: 3, rowId: 4 };

function codeOfOpening(open: () => unknown): string {
  try {
    open();
    return "no error";
  } catch (error) {
    return error instanceof GatewayError ? error.code : "another error";
  }
}

describe("a sealed value", () => {
  test("opens to what was sealed, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (plaintext) => {
        expect(new Uint8Array(openValue(key, place, sealValue(key, place, plaintext)))).toEqual(plaintext);
      }),
    );
  });

  test("is different each time", () => {
    const values = Array.from({ length: 1000 }, () =>
      Buffer.from(sealValue(key, place, Buffer.from("same"))),
    );
    const nonces = values.map((value) => value.subarray(1, 13).toString("hex"));
    expect(new Set(nonces).size).toBe(values.length);
  });

  test.each([
    ["table", { ...place, table: "secrets" }],
    ["column", { ...place, column: "value" }],
    ["organization", { ...place, organizationId: 4 }],
    ["row", { ...place, rowId: 5 }],
    ["organization and row with the same digits", { ...place, organizationId: 34, rowId: 4 }],
  ])("does not open in another %s", (_what, elsewhere) => {
    const sealed = sealValue(key, place, Buffer.from("secret"));
    expect(codeOfOpening(() => openValue(key, elsewhere, sealed))).toBe("sealed_value_invalid");
  });

  test("does not open under another key", () => {
    const sealed = sealValue(key, place, Buffer.from("secret"));
    const other = createSecretKey(randomBytes(32));
    expect(codeOfOpening(() => openValue(other, place, sealed))).toBe("sealed_value_invalid");
  });

  test("does not open when any single bit is changed", () => {
    const sealed = sealValue(key, place, Buffer.from("secret"));
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = sealed.slice();
      const index = bit >> 3;
      changed[index] = (changed[index] ?? 0) ^ (1 << (bit & 7));
      expect(codeOfOpening(() => openValue(key, place, changed))).toBe("sealed_value_invalid");
    }
  });

  test("does not open when it is cut or lengthened", () => {
    const sealed = sealValue(key, place, Buffer.from("secret"));
    for (let length = 0; length < sealed.length; length += 1) {
      const cut = sealed.subarray(0, length);
      expect(codeOfOpening(() => openValue(key, place, cut))).toBe("sealed_value_invalid");
    }
    const longer = Buffer.concat([sealed, Buffer.from([0])]);
    expect(codeOfOpening(() => openValue(key, place, longer))).toBe("sealed_value_invalid");
  });
});
