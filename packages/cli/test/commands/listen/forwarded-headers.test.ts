import { expect, it } from "vitest";
import { forwardedHeaders } from "../../../src/commands/listen/forwarded-headers.ts";

it("keeps spelling, order and repetition of all that is about the message", () => {
  const headers = ["Host", "a.example", "X-S", "a", "x-s", "b", "Content-Length", "2"];
  expect(forwardedHeaders(headers, 2)).toEqual(headers);
});

it("drops what is about the connection, and what the connection names", () => {
  const headers = [
    "Connection",
    "close, X-Hop",
    "x-hop",
    "1",
    "Keep-Alive",
    "timeout=5",
    "TE",
    "trailers",
    "X-S",
    "a",
  ];
  expect(forwardedHeaders(headers)).toEqual(["X-S", "a"]);
});

it("tells the length of a body that came in chunks, and only where it is known", () => {
  const headers = ["Transfer-Encoding", "chunked", "X-S", "a"];
  expect(forwardedHeaders(headers, 7)).toEqual(["X-S", "a", "Content-Length", "7"]);
  expect(forwardedHeaders(headers)).toEqual(["X-S", "a"]);
});
