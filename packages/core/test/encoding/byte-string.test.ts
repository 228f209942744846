import { expect, test } from "vitest";
import { byteStringOf, bytesOfByteString, writeByteString } from "../../src/encoding/byte-string.ts";

test("every byte is one character, both ways", () => {
  const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  expect(byteStringOf(every)).toBe(Buffer.from(every).toString("latin1"));
  expect(bytesOfByteString(byteStringOf(every))).toEqual(every);
});

test("a character above the bytes makes the text no byte string", () => {
  expect(bytesOfByteString("a\u0100")).toBeUndefined();
  expect(writeByteString("\u0141", new Uint8Array(4), 2)).toBe(-1);
});

test("writes from the offset on, leaves all other bytes alone, and says where the text ends", () => {
  const target = new Uint8Array(6).fill(0xaa);
  expect(writeByteString("\u0001\u00ff", target, 2)).toBe(4);
  expect([...target]).toEqual([0xaa, 0xaa, 0x01, 0xff, 0xaa, 0xaa]);
});

test("an empty text is an empty byte string", () => {
  expect(bytesOfByteString("")).toEqual(new Uint8Array());
  expect(writeByteString("", new Uint8Array(1), 1)).toBe(1);
});
