import { readInput } from "../input/read-input.ts";
import type { CapturedRequest } from "./captured-request.ts";
import { readCurlLine } from "./read-curl-line.ts";
import { readHttpDump } from "./read-http-dump.ts";
import { readJsonCapture } from "./read-json-capture.ts";

const CURL_LINE = /^\s*(?:\$ )?curl(?:\.exe)?\s/;
const JSON_OBJECT = /^\s*\{/;
/** Enough of the start to tell what a capture is. */
const SNIFFED_BYTES = 256;

export interface CaptureOptions {
  /** Which entry of a HAR file, from 1. Default: 1. */
  readonly entry?: number;
}

/**
 * A captured request from a file, or from standard input for `-`: a raw HTTP request, a HAR file, a curl command line, or
 * an export `{ method, url, headers, bodyBase64 }`. Which of them it is shows in its first characters.
 *
 * @throws CommandError `capture_not_understood` or `capture_without_bytes`, or as `readInput` does.
 */
export async function readCapture(
  path: string,
  { entry = 1 }: CaptureOptions = {},
): Promise<CapturedRequest> {
  const bytes = await readInput(path);
  const start = bytes.toString("latin1", 0, SNIFFED_BYTES);
  if (CURL_LINE.test(start)) return await readCurlLine(bytes.toString("utf8"));
  if (JSON_OBJECT.test(start)) return readJsonCapture(bytes, entry);
  return readHttpDump(bytes);
}
