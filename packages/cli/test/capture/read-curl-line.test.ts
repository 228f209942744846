import { expect, it } from "vitest";
import { readCurlLine } from "../../src/capture/read-curl-line.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();
const file = folder.write("body.json", '{\n"a": 1\r\n}\n');

async function bodyOf(line: string): Promise<string> {
  return Buffer.from((await readCurlLine(line)).body).toString();
}

it("reads a line as browsers copy it", async () => {
  const line =
    "$ curl 'https://a.example/in' -X 'PUT' -H 'X-S: abc' --data-raw $'{\"a\":\"\\u00e9\"}' --compressed";
  expect(await readCurlLine(line)).toMatchObject({
    method: "PUT",
    url: "https://a.example/in",
    headers: ["X-S", "abc", "Content-Type", "application/x-www-form-urlencoded"],
    body: Buffer.from('{"a":"é"}'),
    doubts: [],
  });
});

it("posts where there is data, and gets where there is none", async () => {
  expect((await readCurlLine("curl -d a http://a.example")).method).toBe("POST");
  expect((await readCurlLine("curl http://a.example")).method).toBe("GET");
});

it("sends a file's every byte with --data-binary", async () => {
  expect(await bodyOf(`curl http://a.example --data-binary @${file}`)).toBe('{\n"a": 1\r\n}\n');
});

it("sends a file without its line ends with --data, and says so", async () => {
  const request = await readCurlLine(`curl http://a.example -d @${file}`);
  expect(Buffer.from(request.body).toString()).toBe('{"a": 1}');
  expect(request.doubts).toEqual([expect.stringContaining("--data-binary")]);
});

it("takes an @ for text with --data-raw", async () => {
  expect(await bodyOf(`curl http://a.example --data-raw @${file}`)).toBe(`@${file}`);
});

it("joins several pieces of data as curl does", async () => {
  expect(await bodyOf("curl http://a.example -d a=1 --data-raw b=2")).toBe("a=1&b=2");
  expect(await bodyOf("curl http://a.example --json '{' --json '}'")).toBe("{}");
});

it("reads letters that are written together", async () => {
  expect(await readCurlLine("curl -sSXPUT -H'X-S: a' http://a.example")).toMatchObject({
    method: "PUT",
    headers: ["X-S", "a"],
  });
});

it("drops a header without a value, and sends one that ends in a semicolon", async () => {
  const { headers } = await readCurlLine("curl http://a.example -H 'Accept:' -H 'X-Empty;'");
  expect(headers).toEqual(["X-Empty", ""]);
});

it.each([
  ["a form", "curl -F a=b http://a.example"],
  ["an upload", "curl -T file http://a.example"],
  ["data in the URL", "curl -G -d a=b http://a.example"],
  ["two URLs", "curl http://a.example http://b.example"],
  ["no URL", "curl -s"],
  ["an option without its value", "curl http://a.example -H"],
  ["headers from a file", "curl http://a.example -H @headers"],
  ["data from standard input", "curl http://a.example -d @-"],
  ["a proxy", "curl --proxy http://b.example http://a.example"],
  ["a prototype's name", "curl http://a.example --constructor"],
])("refuses %s instead of guessing", async (_, line) => {
  await expect(readCurlLine(line)).rejects.toMatchObject({ code: "capture_not_understood" });
});

it("refuses a file that is not there", async () => {
  await expect(readCurlLine(`curl http://a.example -d @${folder.path}/absent`)).rejects.toMatchObject({
    code: "input_unreadable",
  });
});
