/** An index in a list, RFC 6901 §4: no leading zero. */
const INDEX = /^(?:0|[1-9][0-9]*)$/;

/** What a JSON pointer (RFC 6901) finds in a parsed JSON value, or undefined. Only own properties are followed. */
export function atPointer(value: unknown, pointer: string): unknown {
  let current = value;
  for (const segment of pointer.split("/").slice(1)) {
    const name = segment.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, name)) return undefined;
    if (Array.isArray(current) && !INDEX.test(name)) return undefined;
    current = (current as Readonly<Record<string, unknown>>)[name];
  }
  return current;
}
