import { bodyBytes } from "../body/body-bytes.ts";
import { edgeMisuse } from "../edge-misuse.ts";

/** A body as it is sent, and the content type that follows from what it was made of. */
export interface RequestBody {
  readonly bytes: Uint8Array;
  readonly contentType: string | undefined;
}

/**
 * The bytes to sign and to send: bytes as they are, text as UTF-8, anything else as JSON, written once.
 *
 * @throws CountersignError `body_not_serialisable`, `body_not_well_formed`
 */
export function requestBody(body: unknown): RequestBody {
  if (body === undefined) return { bytes: new Uint8Array(), contentType: undefined };
  if (typeof body === "string" || ArrayBuffer.isView(body)) {
    return { bytes: bodyBytes(body), contentType: undefined };
  }
  return { bytes: bodyBytes(jsonText(body)), contentType: "application/json" };
}

function jsonText(value: unknown): string {
  let text: unknown;
  try {
    text = JSON.stringify(value);
  } catch {
    // A circle or a bigint. The engine's message names properties of the value, which may be a patient's.
    throw edgeMisuse("body_not_serialisable");
  }
  if (typeof text !== "string") throw edgeMisuse("body_not_serialisable");
  return text;
}
