import { describe, expect, test } from "vitest";
import type { Message } from "../../src/mac/message.ts";
import { BLOCK_BYTES, layOut, NOT_LAID_OUT, scratchMemory } from "../../src/mac/scratch.ts";

const LIMIT_BYTES = 16 * 1024;

function messageOf(bodyBytes: number, more: Partial<Message> = {}): Message {
  return { before: "", body: new Uint8Array(bodyBytes).fill(0x20), after: "", isEscaped: false, ...more };
}

test("lays out before, body and after behind the room for a pad", () => {
  const bytes = layOut({ before: "<", body: Buffer.from("body"), after: ">", isEscaped: false });
  expect(Buffer.from(scratchMemory().subarray(BLOCK_BYTES, BLOCK_BYTES + bytes)).toString()).toBe("<body>");
});

test("no length can be taken for the word that says none", () => {
  expect([0, 1].map((bytes) => layOut(messageOf(bytes)))).toEqual([0, 1]);
  expect(NOT_LAID_OUT).toBeLessThan(0);
});

describe("lays out what surely fits, and streams the rest", () => {
  test("16 KiB fit, one byte more does not", () => {
    expect(layOut(messageOf(LIMIT_BYTES))).toBe(LIMIT_BYTES);
    expect(layOut(messageOf(LIMIT_BYTES + 1))).toBe(NOT_LAID_OUT);
  });

  test("what stands around the body counts", () => {
    expect(layOut(messageOf(LIMIT_BYTES - 2, { before: "a", after: "b" }))).toBe(LIMIT_BYTES);
    expect(layOut(messageOf(LIMIT_BYTES - 1, { before: "a", after: "b" }))).toBe(NOT_LAID_OUT);
  });

  test("a body to be escaped counts three times, since every byte could become three", () => {
    const third = Math.floor(LIMIT_BYTES / 3);
    expect(layOut(messageOf(third, { isEscaped: true }))).toBe(third);
    expect(layOut(messageOf(third + 1, { isEscaped: true }))).toBe(NOT_LAID_OUT);
  });
});
