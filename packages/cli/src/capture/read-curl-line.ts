import { CommandError } from "../command-error.ts";
import { readInput, STDIN_NAME } from "../input/read-input.ts";
import { headerValues } from "./captured-request.ts";
import type { CapturedRequest } from "./captured-request.ts";
import { curlArguments } from "./curl-arguments.ts";
import type { CurlArgument } from "./curl-arguments.ts";
import type { CurlOptionKind } from "./curl-options.ts";
import { shellWords } from "./shell-words.ts";

const DATA_KINDS: readonly CurlOptionKind[] = ["data", "data-raw", "data-binary", "json"];
/** What curl says of a body unless a header says otherwise. */
const FORM_TYPE = "application/x-www-form-urlencoded";
const JSON_TYPE = "application/json";
/** Headers that have an option of their own. */
const headerOfKind: Readonly<Partial<Record<CurlOptionKind, string>>> = {
  "user-agent": "User-Agent",
  referer: "Referer",
  cookie: "Cookie",
};

/**
 * The request that a curl command line would send, files read and joined as curl does it. Nothing is run.
 *
 * @throws CommandError `capture_not_understood` where only a shell or curl itself can tell what would be sent;
 * `input_unreadable` for a file of the command line.
 */
export async function readCurlLine(line: string): Promise<CapturedRequest> {
  const [program, ...words] = shellWords(line.trim().replace(/^\$ /, ""));
  if (program === undefined) throw notUnderstood("the command line is empty");
  const given = curlArguments(words);
  const urls = valuesOf(given, "url");
  const [url] = urls;
  if (url === undefined || urls.length > 1) throw notUnderstood(`curl is given ${urls.length} URLs, not one`);
  const data = given.filter(({ kind }) => DATA_KINDS.includes(kind));
  const isJson = data.some(({ kind }) => kind === "json");
  return {
    method: valuesOf(given, "method").at(-1) ?? (data.length === 0 ? "GET" : "POST"),
    url,
    headers: headersOf(given, data.length === 0 ? undefined : isJson ? JSON_TYPE : FORM_TYPE),
    body: await bodyOf(data),
    doubts: doubtsOf(data),
  };
}

function valuesOf(given: readonly CurlArgument[], wanted: CurlOptionKind): readonly string[] {
  return given.filter(({ kind }) => kind === wanted).map(({ value }) => value);
}

function headersOf(given: readonly CurlArgument[], contentType: string | undefined): readonly string[] {
  const headers = given.flatMap(({ kind, value }) => {
    const name = headerOfKind[kind];
    if (name !== undefined) return [name, value];
    return kind === "header" ? headerOf(value) : [];
  });
  if (contentType === undefined || headerValues(headers, "content-type").length > 0) return headers;
  return [...headers, "Content-Type", contentType];
}

/** `Name: value`; `Name;` is a header without a value, and `Name:` is not sent at all. */
function headerOf(text: string): readonly string[] {
  if (text.startsWith("@")) throw notUnderstood("curl reads headers from a file");
  const colon = text.indexOf(":");
  if (colon === -1) return text.endsWith(";") ? [text.slice(0, -1), ""] : [];
  const value = text.slice(colon + 1).trim();
  return value === "" ? [] : [text.slice(0, colon), value];
}

/** Several pieces are joined by `&`, those of `--json` by nothing. */
async function bodyOf(data: readonly CurlArgument[]): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for (const [index, argument] of data.entries()) {
    if (index > 0 && argument.kind !== "json") pieces.push(Buffer.from("&"));
    pieces.push(await bytesOf(argument));
  }
  return Buffer.concat(pieces);
}

async function bytesOf({ kind, value }: CurlArgument): Promise<Uint8Array> {
  if (kind === "data-raw" || !value.startsWith("@")) return Buffer.from(value, "utf8");
  const path = value.slice(1);
  if (path === STDIN_NAME) throw notUnderstood("curl reads the body from standard input");
  const bytes = await readInput(path);
  return kind === "data" ? withoutLineEnds(bytes) : bytes;
}

/** `--data @file` drops these bytes (https://curl.se/docs/manpage.html#-d), a frequent reason for a wrong signature. */
function withoutLineEnds(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte) => byte !== 0x00 && byte !== 0x0a && byte !== 0x0d);
}

function doubtsOf(data: readonly CurlArgument[]): readonly string[] {
  const isStripped = data.some(({ kind, value }) => kind === "data" && value.startsWith("@"));
  return isStripped
    ? ["--data @file sends the file without its line ends; --data-binary @file sends every byte"]
    : [];
}

function notUnderstood(detail: string): CommandError {
  return new CommandError("capture_not_understood", detail);
}
