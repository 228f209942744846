import type { ListName } from "../api/answer-types.ts";
import { callRoute } from "../api/call-route.ts";
import type { CallOf } from "../api/call-route.ts";
import { PAGE_ITEMS } from "../api/page-items.ts";
import type { ExportedRow } from "./rows-as-text.ts";

/** A browser holds so many with ease, and a spreadsheet opens them. */
export const MAX_EXPORTED_ROWS = 50_000;

export interface Collected {
  readonly rows: readonly ExportedRow[];
  /** There are more than may be exported at once. */
  readonly isCut: boolean;
}

export interface CollectOptions {
  readonly signal: AbortSignal;
  /** Called after each page with how many rows are there. */
  readonly onCount: (count: number) => void;
  /** Default `MAX_EXPORTED_ROWS`. */
  readonly maxRows?: number;
}

/** Asks for page after page of a list. */
export async function collectRows<Name extends ListName>(
  name: Name,
  call: CallOf<Name>,
  { signal, onCount, maxRows = MAX_EXPORTED_ROWS }: CollectOptions,
): Promise<Collected> {
  const rows: ExportedRow[] = [];
  let cursor: string | null = null;
  do {
    const { query: given } = call as { readonly query?: object };
    const query = { limit: PAGE_ITEMS, ...given, ...(cursor !== null && { cursor }) };
    const page = (await callRoute(name, { ...call, query, signal })) as {
      readonly items: readonly ExportedRow[];
      readonly next: string | null;
    };
    rows.push(...page.items);
    cursor = page.next;
    onCount(rows.length);
  } while (cursor !== null && rows.length < maxRows);
  return { rows: rows.slice(0, maxRows), isCut: cursor !== null };
}
