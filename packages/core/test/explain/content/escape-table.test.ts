import { expect, test } from "vitest";
import { writeCgiEscaped } from "../../../src/encoding/cgi-escape.ts";
import { cgiEscapeContent } from "../../../src/explain/content/escape-dimension.ts";
import { urlEscapes } from "../../../src/explain/content/url-escapes.ts";

/** More than the room that small contents share. */
const LARGE_BYTES = 256 * 1024;
const SPACE = 0x20;

const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const printable = new TextDecoder().decode(everyByte.subarray(0x20, 0x7f));

test("the search's CGI escape writes each byte as the verifier does", () => {
  const written = new Uint8Array(everyByte.length * 3);
  const expected = written.subarray(0, writeCgiEscaped(everyByte, written, 0));
  expect(Array.from(cgiEscapeContent(everyByte))).toEqual(Array.from(expected));
});

test.each([
  ["JavaScript's encodeURIComponent", encodeURIComponent(printable)],
  ["Java's URLEncoder and URLSearchParams", new URLSearchParams({ "": printable }).toString().slice(1)],
])("escapes as %s itself does", (name, expected) => {
  const found = urlEscapes().find((each) => each.name === name);
  expect(new TextDecoder().decode(found?.escape(new TextEncoder().encode(printable)))).toBe(expected);
});

test("escapes a content of any size, and leaves what it made before as it was", () => {
  const small = cgiEscapeContent(new TextEncoder().encode("a b"));
  const large = cgiEscapeContent(new Uint8Array(LARGE_BYTES).fill(SPACE));
  expect(cgiEscapeContent(new TextEncoder().encode("<>"))).toHaveLength(6);
  expect(new TextDecoder().decode(small)).toBe("a+b");
  expect(new TextDecoder().decode(large)).toBe("+".repeat(LARGE_BYTES));
});
