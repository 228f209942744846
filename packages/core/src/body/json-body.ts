/** Said instead of a value when a body is not JSON: no JSON value is a symbol. */
export const NOT_JSON: unique symbol = Symbol("not JSON");

/** The JSON value of a body, or `NOT_JSON`. The bytes must be UTF-8; a byte order mark is passed over. */
export function parseJsonBody(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)) as unknown;
  } catch {
    return NOT_JSON;
  }
}
