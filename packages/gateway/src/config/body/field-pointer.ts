/** One step of a field: a key behind a full stop, or an index in brackets. */
const STEP = /\.([^.[]+)|\[(\d+)\]/g;

/** What the readers call the whole of a body. */
export const BODY_FIELD = "body";

/** The only key whose own keys may hold a full stop: names of headers. */
const HEADERS = `${BODY_FIELD}.headers.`;

/** Gives the JSON Pointer of a field as the readers name it: `body.secrets[0].value` is `/secrets/0/value`. */
export function fieldPointer(field: string): string {
  if (field.startsWith(HEADERS)) return `/headers/${escaped(field.slice(HEADERS.length))}`;
  return [...field.matchAll(STEP)].map(([, key, index]) => `/${escaped(key ?? index ?? "")}`).join("");
}

/** RFC 6901. */
function escaped(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
