/** One page as every list answers it. */
interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/**
 * All items of a list, page after page.
 *
 * @example
 * for await (const key of pages((cursor) => client.call("listApiKeys", { query: { ...cursor } }))) console.log(key.name);
 */
export async function* pages<Item>(
  read: (cursor: { readonly cursor?: string }) => Promise<Page<Item>>,
): AsyncGenerator<Item, void, undefined> {
  let cursor: { readonly cursor?: string } = {};
  for (;;) {
    const page = await read(cursor);
    yield* page.items;
    if (page.next === null) return;
    cursor = { cursor: page.next };
  }
}
