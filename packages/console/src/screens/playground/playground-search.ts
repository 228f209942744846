/** What the playground starts with. Secrets, headers and bodies are never in the URL. */
export interface PlaygroundSearch {
  /** The id of a scheme. */
  readonly scheme?: string;
  /** A source: its scheme, and how it reads secrets, its URL and its method. */
  readonly source?: string;
  /** A refused request: its source, and the names of its headers. */
  readonly quarantined?: string;
}

const NAME = /^[\w-]{1,64}$/;

/** Reads what a URL says; what does not fit is passed over. */
export function readPlayground(search: Readonly<Record<string, unknown>>): PlaygroundSearch {
  const names = (["quarantined", "source", "scheme"] as const).filter((each) => {
    const value = search[each];
    return typeof value === "string" && NAME.test(value);
  });
  const [first] = names;
  return first === undefined ? {} : { [first]: search[first] };
}
