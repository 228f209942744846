import { expect, it } from "vitest";
import { readHttpDump } from "../../src/capture/read-http-dump.ts";

function read(text: string | Uint8Array): ReturnType<typeof readHttpDump> {
  return readHttpDump(typeof text === "string" ? Buffer.from(text) : text);
}

it.each([
  ["CRLF", "POST /in?a=1 HTTP/1.1\r\nHost: a.example\r\nX-S:  abc \r\n\r\n{}\r\n", "{}\r\n"],
  ["LF, as an editor saves it", "POST /in?a=1 HTTP/1.1\nHost: a.example\nX-S: abc\n\n{}\n", "{}\n"],
])("reads lines that end in %s, and the body as it is", (_, text, body) => {
  const request = read(text);
  expect(request).toMatchObject({ method: "POST", url: "https://a.example/in?a=1", doubts: [] });
  expect(request.headers).toEqual(["Host", "a.example", "X-S", "abc"]);
  expect(Buffer.from(request.body).toString()).toBe(body);
});

it("keeps bytes that are no text, and empty lines within the body", () => {
  const body = Uint8Array.of(0xff, 0x0a, 0x0a, 0x0d, 0x0a, 0x00);
  const request = read(Buffer.concat([Buffer.from("POST / HTTP/1.1\r\n\r\n"), body]));
  expect([...request.body]).toEqual([...body]);
});

it("keeps a repeated header, so that it can be refused", () => {
  expect(read("POST / HTTP/1.1\nX-S: a\nx-s: b\n\n").headers).toEqual(["X-S", "a", "x-s", "b"]);
});

it("takes headers without an empty line for a request without a body", () => {
  expect(read("GET /in HTTP/1.1\nX-S: a").body).toHaveLength(0);
});

it("doubts a body that is not as long as the request says", () => {
  expect(read("POST / HTTP/1.1\nContent-Length: 2\n\n{}\n").doubts).toEqual([
    "Content-Length says 2, the file holds 3 bytes of body",
  ]);
});

it("doubts a body that was sent in chunks", () => {
  expect(read("POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n{}").doubts).toHaveLength(1);
});

it.each([
  ["HTTP/1.1 200 OK\n\n", "line 1"],
  ["POST / HTTP/1.1\nX-S: a\njane doe\n\n", "line 3"],
  ["POST / HTTP/1.1\n folded: a\n\n", "line 2"],
])("names the line that is wrong: %j", (text, place) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ message: expect.stringContaining(place) }));
});
