/** The latest ETag of each thing that was read, by its path: what a change says it is based on. */
const tags = new Map<string, string>();

/** As many things as a person looks at in a day; the oldest go first. */
const MAX_KEPT = 500;

/** Remembers the ETag of an answer to a read. */
export function rememberTag(url: string, response: Response): void {
  const tag = response.headers.get("etag");
  if (tag === null) return;
  tags.delete(url);
  tags.set(url, tag);
  const [oldest] = tags.keys();
  if (tags.size > MAX_KEPT && oldest !== undefined) tags.delete(oldest);
}

/** The part of a call that says which state of the thing at this path it is based on; nothing where that was not read. */
export function basedOn(path: string): { readonly ifMatch?: string } {
  const ifMatch = tags.get(path);
  return ifMatch === undefined ? {} : { ifMatch };
}
