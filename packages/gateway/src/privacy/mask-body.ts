import { maskJson } from "./mask-json.ts";

/** A body with every value hidden but those at the visible pointers; null where it is no JSON, which shows nothing. */
export function maskBody(body: Uint8Array, visiblePointers: readonly string[]): unknown {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8"));
  } catch {
    return null;
  }
  return maskJson(json, visiblePointers);
}
