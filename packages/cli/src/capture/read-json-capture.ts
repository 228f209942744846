import { CommandError } from "../command-error.ts";
import type { CapturedRequest } from "./captured-request.ts";
import { readHarEntry } from "./read-har-entry.ts";
import { isRecord, isText } from "../json/json-kinds.ts";

/**
 * A request from JSON: a HAR file, or an export `{ method, url, headers: [[name, value], …], bodyBase64 }`.
 *
 * @param entry Which entry of a HAR file, from 1.
 * @throws CommandError `capture_not_understood` or `capture_without_bytes`, with the field.
 */
export function readJsonCapture(bytes: Uint8Array, entry: number): CapturedRequest {
  const json = parse(bytes);
  if (!isRecord(json)) throw notUnderstood("it is no JSON object");
  if ("log" in json) return readHarEntry(json["log"], entry);
  const { method, url, headers, bodyBase64 } = json;
  if (!isText(method)) throw notUnderstood("method is not text");
  if (!isText(url)) throw notUnderstood("url is not text");
  if (!Array.isArray(headers) || !headers.every(isPair))
    throw notUnderstood("headers is no list of [name, value]");
  if (!isText(bodyBase64)) throw notUnderstood("bodyBase64 is not text");
  const body = Buffer.from(bodyBase64, "base64");
  if (body.toString("base64") !== bodyBase64)
    throw notUnderstood("bodyBase64 is not base64 with its padding");
  return { method, url, headers: headers.flat(), body, doubts: [] };
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    // The parser's own message quotes the text, which may be a body.
    throw notUnderstood("it begins like JSON and is none");
  }
}

function isPair(value: unknown): value is readonly [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every(isText);
}

function notUnderstood(detail: string): CommandError {
  return new CommandError("capture_not_understood", detail);
}
