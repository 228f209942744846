import { bodyAlreadyParsed } from "../edge-misuse.ts";
import type { HeadersObject } from "../headers.ts";
import { type BodyReading, joinedBytes } from "./body-reading.ts";

/** The part of a WHATWG `Request` that adapters use. */
export interface WebRequest {
  readonly method: string;
  readonly headers: HeadersObject;
  readonly body: WebBody | null;
  readonly bodyUsed: boolean;
}

interface WebBody {
  readonly locked: boolean;
  getReader(): WebBodyReader;
}

interface WebBodyReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
  cancel(): Promise<void>;
}

/**
 * Reads a request's body.
 *
 * @param request A request that nothing has read.
 * @param maxBytes The most that is held; the rest is cancelled.
 * @param remedy What to do in this framework if a parser took the bytes.
 * @throws CountersignError `body_already_parsed`
 */
export async function readWebBody(
  request: WebRequest,
  maxBytes: number,
  remedy: string,
): Promise<BodyReading> {
  if (request.bodyUsed || request.body?.locked === true) throw bodyAlreadyParsed(remedy);
  if (request.body === null) return new Uint8Array();
  const reader = request.body.getReader();
  const parts: Uint8Array[] = [];
  let byteLength = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || value === undefined) return joinedBytes(parts, byteLength);
      byteLength += value.length;
      if (byteLength > maxBytes) break;
      parts.push(value);
    }
  } catch {
    return "body_incomplete";
  }
  // The answer does not wait for the sender to take notice, and does not depend on it.
  reader.cancel().catch(() => {});
  return "body_too_large";
}
