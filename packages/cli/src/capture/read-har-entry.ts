import { CommandError } from "../command-error.ts";
import { isRecord, isText } from "../json/json-kinds.ts";
import type { CapturedRequest } from "./captured-request.ts";

/**
 * One request of a HAR file (version 1.2), which keeps bodies as text.
 *
 * @param log The file's `log`.
 * @param entry Which entry, from 1.
 * @throws CommandError `capture_not_understood`, or `capture_without_bytes` where the file has only form fields.
 */
export function readHarEntry(log: unknown, entry: number): CapturedRequest {
  const entries = isRecord(log) ? log["entries"] : undefined;
  if (!Array.isArray(entries)) throw notUnderstood("log.entries is no list");
  const chosen: unknown = entries[entry - 1];
  if (chosen === undefined)
    throw notUnderstood(`the file has ${entries.length} entries, and no entry ${entry}`);
  const request = isRecord(chosen) ? chosen["request"] : undefined;
  if (!isRecord(request)) throw notUnderstood(`entry ${entry} has no request`);
  const { method, url, headers, postData, bodySize } = request;
  if (!isText(method) || !isText(url)) throw notUnderstood(`entry ${entry} has no method or no URL`);
  const { body, doubts } = readBody(postData, bodySize);
  return { method, url, headers: readHeaders(headers), body, doubts };
}

function readHeaders(headers: unknown): readonly string[] {
  if (!Array.isArray(headers)) throw notUnderstood("headers is no list");
  return headers.flatMap((header: unknown) => {
    const { name, value } = isRecord(header) ? header : {};
    if (!isText(name) || !isText(value)) throw notUnderstood("a header has no name or no value");
    // HTTP/2 writes method and host as names such as :method; they are no headers.
    return name.startsWith(":") ? [] : [name, value];
  });
}

function readBody(postData: unknown, bodySize: unknown): Pick<CapturedRequest, "body" | "doubts"> {
  if (postData === undefined || postData === null) {
    if (typeof bodySize === "number" && bodySize > 0)
      throw withoutBytes(`bodySize is ${bodySize}, but there is no text`);
    return { body: Buffer.alloc(0), doubts: [] };
  }
  const { text, encoding } = isRecord(postData) ? postData : {};
  if (!isText(text)) throw withoutBytes("postData has no text, only fields");
  // Not in HAR 1.2 for requests, but several proxies write it for bodies that are not text.
  const isBase64 = encoding === "base64";
  const body = Buffer.from(text, isBase64 ? "base64" : "utf8");
  const doubts: string[] = [];
  if (typeof bodySize === "number" && bodySize >= 0 && bodySize !== body.length) {
    doubts.push(`bodySize says ${bodySize}, the text is ${body.length} bytes in UTF-8`);
  }
  if (!isBase64 && text.includes("\uFFFD")) {
    doubts.push("the text holds U+FFFD: bytes that were not UTF-8 are lost");
  }
  return { body, doubts };
}

function notUnderstood(detail: string): CommandError {
  return new CommandError("capture_not_understood", detail);
}

function withoutBytes(detail: string): CommandError {
  return new CommandError("capture_without_bytes", detail);
}
