import { CommandError } from "../command-error.ts";
import { headerValues } from "./captured-request.ts";
import type { CapturedRequest } from "./captured-request.ts";

/** RFC 9112 section 3; the version may be missing, as in the files of REST clients. */
const REQUEST_LINE = /^([A-Z]+) ((?:\/|https?:\/\/)\S*)(?: HTTP\/[0-9](?:\.[0-9])?)?$/;
/** RFC 9110 section 5.1: a name is a token. What follows may be any byte, read as Latin-1 like Node does. */
const HEADER_LINE = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*(.*?)[ \t]*$/;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** More than any server takes. */
const MAX_HEADER_LINES = 1000;

/**
 * A raw HTTP request: request line, headers, an empty line, and then the body, every byte of it. Lines may end in LF alone,
 * as editors save them.
 *
 * @throws CommandError `capture_not_understood` with the number of the line.
 */
export function readHttpDump(bytes: Uint8Array): CapturedRequest {
  const lines = headLines(bytes);
  const request = REQUEST_LINE.exec(lines.texts[0] ?? "");
  if (request === null) throw notUnderstood("line 1 is no request line, such as POST /in HTTP/1.1");
  const headers = lines.texts.slice(1).flatMap((text, index) => {
    const header = HEADER_LINE.exec(text);
    if (header === null) throw notUnderstood(`line ${index + 2} is no header`);
    return [header[1] ?? "", header[2] ?? ""];
  });
  const body = bytes.subarray(lines.bodyStart);
  return {
    method: request[1] ?? "",
    url: wholeUrl(request[2] ?? "", headers),
    headers,
    body,
    doubts: doubtsOf(headers, body),
  };
}

function headLines(bytes: Uint8Array): { readonly texts: readonly string[]; readonly bodyStart: number } {
  const texts: string[] = [];
  let start = 0;
  while (start < bytes.length && texts.length <= MAX_HEADER_LINES) {
    const found = bytes.indexOf(LINE_FEED, start);
    const next = found === -1 ? bytes.length : found + 1;
    let end = found === -1 ? bytes.length : found;
    if (end > start && bytes[end - 1] === CARRIAGE_RETURN) end -= 1;
    if (end === start) return { texts, bodyStart: next };
    texts.push(Buffer.from(bytes.subarray(start, end)).toString("latin1"));
    start = next;
  }
  // Headers without an empty line after them: a request without a body.
  return { texts, bodyStart: bytes.length };
}

/** The URL as it was called, as far as the dump tells; whether over TLS it does not. */
function wholeUrl(target: string, headers: readonly string[]): string {
  const [host] = headerValues(headers, "host");
  return target.startsWith("/") && host !== undefined ? `https://${host}${target}` : target;
}

function doubtsOf(headers: readonly string[], body: Uint8Array): readonly string[] {
  const doubts: string[] = [];
  const [length] = headerValues(headers, "content-length");
  if (length !== undefined && length !== String(body.length)) {
    doubts.push(`Content-Length says ${length.slice(0, 16)}, the file holds ${body.length} bytes of body`);
  }
  if (headerValues(headers, "transfer-encoding").length > 0) {
    doubts.push("the request was sent in chunks: a raw capture may still hold their sizes within the body");
  }
  return doubts;
}

function notUnderstood(detail: string): CommandError {
  return new CommandError("capture_not_understood", detail);
}
