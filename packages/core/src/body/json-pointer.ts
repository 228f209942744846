/**
 * What a JSON pointer (RFC 6901) finds in a JSON value, or undefined. Only own properties are followed.
 *
 * @param value A parsed JSON value.
 * @param pointer Empty, or segments that each begin with a slash.
 */
export function atPointer(value: unknown, pointer: string): unknown {
  let current = value;
  for (const segment of pointer.split("/").slice(1)) {
    const name = segment.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, name)) return undefined;
    // A list's own properties are its indexes, without leading zeros as RFC 6901 section 4 wants, and this one.
    if (Array.isArray(current) && name === "length") return undefined;
    current = (current as Readonly<Record<string, unknown>>)[name];
  }
  return current;
}
