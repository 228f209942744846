import type { CallOf } from "../api/call-route.ts";
import { callRoute } from "../api/call-route.ts";
import type { ListName } from "../api/answer-types.ts";
import type { ExportedRow } from "./rows-as-text.ts";

/** As many as one answer may hold. */
const PAGE_ITEMS = 200;

/** A browser holds so many with ease, and a spreadsheet opens them. */
export const MAX_EXPORTED_ROWS = 50_000;

export interface Collected {
  readonly rows: readonly ExportedRow[];
  /** There are more than may be exported at once. */
  readonly isCut: boolean;
}

/** Asks for page after page of a list, telling after each how many rows are there. */
export async function collectRows<Name extends ListName>(
  name: Name,
  call: CallOf<Name>,
  { signal, onCount }: { readonly signal: AbortSignal; readonly onCount: (count: number) => void },
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
  } while (cursor !== null && rows.length < MAX_EXPORTED_ROWS);
  return { rows: rows.slice(0, MAX_EXPORTED_ROWS), isCut: cursor !== null };
}
