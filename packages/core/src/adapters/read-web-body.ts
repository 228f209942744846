import { bodyAlreadyParsed } from "../edge-misuse.ts";
import type { HeadersObject } from "../headers.ts";
import { type BodyReading, joinedBytes } from "./body-reading.ts";

/** The part of a WHATWG `Request` or `Response` that has to do with its body. */
export interface WebMessage {
  readonly body: WebBody | null;
  readonly bodyUsed: boolean;
}

/** The part of a WHATWG `Request` that adapters use. */
export interface WebRequest extends WebMessage {
  readonly method: string;
  readonly headers: HeadersObject;
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
 * Reads a message's body.
 *
 * @param message A request or response that nothing has read.
 * @param maxBytes The most that is held; the rest is cancelled.
 * @param remedy What to do in this framework if a parser took the bytes.
 * @throws CountersignError `body_already_parsed`
 */
export async function readWebBody(
  message: WebMessage,
  maxBytes: number,
  remedy: string,
): Promise<BodyReading> {
  if (message.bodyUsed || message.body?.locked === true) throw bodyAlreadyParsed(remedy);
  if (message.body === null) return new Uint8Array();
  const reader = message.body.getReader();
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
