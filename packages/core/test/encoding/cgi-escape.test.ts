import fc from "fast-check";
import { expect, test } from "vitest";
import { byteStringOf } from "../../src/encoding/byte-string.ts";
import { cgiEscape, MAX_ESCAPED_BYTES, writeCgiEscaped } from "../../src/encoding/cgi-escape.ts";

/** The vendor's table, said in another way. */
function expected(bytes: Uint8Array): string {
  const escaped = Array.from(bytes, (byte) => {
    const character = String.fromCharCode(byte);
    if (/[A-Za-z0-9._~-]/.test(character)) return character;
    return character === " " ? "+" : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  });
  return escaped.join("");
}

test("escapes every single byte as Ruby's CGI.escape does", () => {
  const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  expect(cgiEscape(byteStringOf(every))).toBe(expected(every));
});

test("writes where it is told to and says where it ended", () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.integer({ min: 0, max: 5 }), (bytes, offset) => {
      const target = new Uint8Array(offset + bytes.length * MAX_ESCAPED_BYTES);
      const end = writeCgiEscaped(bytes, target, offset);
      expect(Buffer.from(target.subarray(offset, end)).toString()).toBe(expected(bytes));
    }),
  );
});
