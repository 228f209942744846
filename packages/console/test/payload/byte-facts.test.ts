import { expect, test } from "vitest";
import { byteFacts, decodeUtf8 } from "../../src/payload/byte-facts.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("counts line ends apart and tells how the last line ends", () => {
  expect(byteFacts(bytes("a\r\nb\nc\r\n"))).toMatchObject({ crlfs: 2, lfs: 1, finalNewline: "CRLF" });
  expect(byteFacts(bytes("a\n"))).toMatchObject({ crlfs: 0, lfs: 1, finalNewline: "LF", finalByte: 0x0a });
  expect(byteFacts(bytes("a\r"))).toMatchObject({ finalNewline: "none", finalByte: 0x0d });
  expect(byteFacts(bytes(""))).toMatchObject({ length: 0, finalNewline: "none", finalByte: undefined });
});

test("sees a byte order mark and keeps it in the text", () => {
  const marked = bytes("\uFEFF{}");
  expect(byteFacts(marked).hasByteOrderMark).toBe(true);
  expect(byteFacts(bytes("{}")).hasByteOrderMark).toBe(false);
  expect(decodeUtf8(marked)).toBe("\uFEFF{}");
});

test("tells bytes that are not UTF-8", () => {
  const latin1 = Uint8Array.from([0x47, 0x72, 0xf6]);
  expect(byteFacts(latin1).isUtf8).toBe(false);
  expect(decodeUtf8(latin1)).toBeUndefined();
});
