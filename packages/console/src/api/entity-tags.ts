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

/** What `ifMatch` takes for the thing at this path, as it was read last; undefined where it was not read. */
export function tagOf(path: string): string | undefined {
  return tags.get(path);
}
