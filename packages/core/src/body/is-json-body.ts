import { bodyBytes } from "./body-bytes.ts";
import { NOT_JSON, parseJsonBody } from "./json-body.ts";

/** Whether a body is JSON in UTF-8. An accepted verdict's `isJson` says the same without parsing twice. */
export function isJsonBody(body: Uint8Array | string): boolean {
  return parseJsonBody(bodyBytes(body)) !== NOT_JSON;
}
