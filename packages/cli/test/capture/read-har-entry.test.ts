import { expect, it } from "vitest";
import { readHarEntry } from "../../src/capture/read-har-entry.ts";

const request = { method: "POST", url: "https://a.example/in", headers: [{ name: "X-S", value: "a" }] };

function logOf(...requests: readonly object[]): unknown {
  return { entries: requests.map((each) => ({ request: each })) };
}

it("reads the entry that is asked for", () => {
  const log = logOf(request, { ...request, postData: { text: "é" }, bodySize: 2 });
  expect(readHarEntry(log, 1)).toMatchObject({ body: Buffer.alloc(0), doubts: [] });
  expect(readHarEntry(log, 2)).toMatchObject({ body: Buffer.from("é"), doubts: [], headers: ["X-S", "a"] });
});

it("leaves out the names with which HTTP/2 writes method and host", () => {
  const headers = [{ name: ":method", value: "POST" }, ...request.headers];
  expect(readHarEntry(logOf({ ...request, headers }), 1).headers).toEqual(["X-S", "a"]);
});

it("doubts text that is not as long as the body was, or has lost bytes", () => {
  const shorter = logOf({ ...request, postData: { text: "{}" }, bodySize: 3 });
  expect(readHarEntry(shorter, 1).doubts).toEqual(["bodySize says 3, the text is 2 bytes in UTF-8"]);
  expect(readHarEntry(logOf({ ...request, postData: { text: "\uFFFD" } }), 1).doubts).toHaveLength(1);
});

it.each([
  ["form fields without text", { postData: { params: [{ name: "a", value: "b" }] } }],
  ["a size without text", { bodySize: 12 }],
])("refuses %s: the bytes are not there", (_, fields) => {
  const log = logOf({ ...request, ...fields });
  expect(() => readHarEntry(log, 1)).toThrow(expect.objectContaining({ code: "capture_without_bytes" }));
});

it.each([
  ["no log", undefined, 1],
  ["no such entry", logOf(request), 2],
  ["no request", { entries: [{}] }, 1],
  ["a header without value", logOf({ ...request, headers: [{ name: "X-S" }] }), 1],
  ["no URL", logOf({ ...request, url: undefined }), 1],
])("refuses a file with %s", (_, log, entry) => {
  expect(() => readHarEntry(log, entry)).toThrow(expect.objectContaining({ code: "capture_not_understood" }));
});
