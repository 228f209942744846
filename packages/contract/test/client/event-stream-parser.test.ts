import fc from "fast-check";
import { expect, test } from "vitest";
import { EventStreamParser } from "../../src/client/event-stream-parser.ts";

const text =
  ': hello\n\nid: 7\nevent: event.accepted\ndata: {"a":1}\n\nid: 8\r\ndata: one\r\ndata: two\r\n\r\ndata\n\n';
const messages = [
  { id: "7", event: "event.accepted", data: '{"a":1}' },
  { id: "8", event: "message", data: "one\ntwo" },
  { id: "8", event: "message", data: "" },
];

test("gives the same messages however the text is cut", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }), (lengths) => {
      const parser = new EventStreamParser();
      const found = [];
      for (let at = 0, turn = 0; at < text.length; turn += 1) {
        const length = lengths[turn % lengths.length] ?? 1;
        found.push(...parser.push(text.slice(at, at + length)));
        at += length;
      }
      expect(found).toEqual(messages);
    }),
  );
});

test("gives nothing for a message that has not ended", () => {
  expect(new EventStreamParser().push("data: x\n")).toEqual([]);
});

test("holds no more than a mebibyte of a message without an end", () => {
  const parser = new EventStreamParser();
  const piece = `data: ${"x".repeat(100_000)}\n`;
  expect(() => {
    for (let count = 0; count < 11; count += 1) parser.push(piece);
  }).toThrow(RangeError);
});
