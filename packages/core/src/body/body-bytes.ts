import { utf8Bytes } from "../encoding/utf8.ts";
import { misuse } from "../misuse.ts";

/**
 * The bytes of a body. Bytes are taken as they are, text is written as UTF-8.
 *
 * @throws CountersignError `body_not_bytes` for anything else, such as an object some parser made;
 *   `body_not_well_formed` for text with a lone surrogate.
 */
export function bodyBytes(body: unknown): Uint8Array {
  if (isBytes(body)) return body;
  if (typeof body !== "string") throw misuse("body_not_bytes", `found ${kindOf(body)}`);
  const bytes = utf8Bytes(body);
  if (bytes === undefined) throw misuse("body_not_well_formed");
  return bytes;
}

/** Whether a value is bytes, of this realm or another. */
export function isBytes(body: unknown): body is Uint8Array {
  if (body instanceof Uint8Array) return true;
  // Bytes of another realm, such as a test runner's sandbox.
  return ArrayBuffer.isView(body) && Object.prototype.toString.call(body) === "[object Uint8Array]";
}

function kindOf(body: unknown): string {
  if (body === null) return "null";
  if (typeof body !== "object") return typeof body;
  return Array.isArray(body) ? "a list" : "an object";
}
