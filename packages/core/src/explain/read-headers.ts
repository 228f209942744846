/** One header as it was received. */
export interface ReceivedHeader {
  /** In lower case. */
  readonly name: string;
  readonly value: string;
}

/** More headers than this are no request that a person wants explained. */
const MAX_HEADERS = 256;

/** What may be shown of a header's name: a name could hold anything. */
const SHOWABLE_NAME = /^[a-z0-9_-]{1,40}$/;

/** All headers, whatever was given: what is no header is passed over. */
export function readHeaders(headers: unknown): readonly ReceivedHeader[] {
  if (typeof headers !== "object" || headers === null) return [];
  return pairsOf(headers)
    .slice(0, MAX_HEADERS)
    .flatMap(([name, value]) => {
      if (typeof name !== "string") return [];
      const values: readonly unknown[] = Array.isArray(value) ? value : [value];
      return values
        .filter((each) => typeof each === "string")
        .map((each) => ({ name: name.toLowerCase(), value: each }));
    });
}

/** A header's name as findings show it. */
export function shownName(name: string): string {
  return SHOWABLE_NAME.test(name) ? `"${name}"` : `a header of ${name.length} characters`;
}

function pairsOf(headers: object): readonly (readonly [unknown, unknown])[] {
  if (Array.isArray(headers)) {
    const list: readonly unknown[] = headers;
    return list.flatMap((name, index) => (index % 2 === 0 ? [[name, list[index + 1]] as const] : []));
  }
  if (isIterable(headers))
    return Array.from(headers).filter((each) => Array.isArray(each)) as [unknown, unknown][];
  return Object.entries(headers);
}

/** A `Headers` object, or a map. */
function isIterable(headers: object): headers is Iterable<unknown> {
  return Symbol.iterator in headers && typeof headers[Symbol.iterator] === "function";
}
