import { expect, test } from "vitest";
import { readHeaderLines, withHeaders } from "../../src/playground/header-lines.ts";

test("headers are read as they stand in a capture, repeated ones twice, empty lines passed over", () => {
  expect(readHeaderLines("X-A: 1\n\nx-a:2 \nx-b: a: b\nx-c:")).toEqual({
    headers: [
      { name: "X-A", value: "1" },
      { name: "x-a", value: "2" },
      { name: "x-b", value: "a: b" },
      { name: "x-c", value: "" },
    ],
    wrongLines: [],
  });
});

test("lines that are no header are named, and nothing is guessed of them", () => {
  const { headers, wrongLines } = readHeaderLines("POST /hooks HTTP/1.1\nx-a: 1\n x-b: 2\nx c: 3");
  expect(headers).toEqual([{ name: "x-a", value: "1" }]);
  expect(wrongLines).toEqual([0, 2, 3]);
});

test("signed headers take the place of their namesakes, whatever their case; others stay", () => {
  const signed = [{ name: "X-Signature", value: "new" }];
  expect(withHeaders("accept: */*\nx-signature: old\nx-signature: older\n", signed)).toBe(
    "accept: */*\nX-Signature: new",
  );
});
