/** An index in a list, RFC 6901 section 4: no leading zero. */
const INDEX = /^(0|[1-9][0-9]*)$/;

/** The names and indexes that a JSON pointer (RFC 6901) leads along: what asks often takes it apart once. */
export function pointerPath(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** What lies at the end of a path in a JSON value, or undefined. Only own properties are followed. */
export function atPath(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (const name of path) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, name)) return undefined;
    if (Array.isArray(current) && !INDEX.test(name)) return undefined;
    current = (current as Readonly<Record<string, unknown>>)[name];
  }
  return current;
}

/**
 * What a JSON pointer (RFC 6901) finds in a JSON value, or undefined. Only own properties are followed.
 *
 * @param value A parsed JSON value.
 * @param pointer Empty, or segments that each begin with a slash.
 */
export function atPointer(value: unknown, pointer: string): unknown {
  return atPath(value, pointerPath(pointer));
}
