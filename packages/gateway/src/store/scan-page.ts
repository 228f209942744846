import type { Scanned } from "./events/event-rows.ts";

/**
 * Rows looked at in one call: about the time of a commit, so that lists hold nobody up for longer than others who write.
 */
export const MAX_SCANNED_PER_CALL = 2000;

/** Calls for one page. A page of a filter that fits hardly anything ends here, short, and says where to go on. */
const MAX_CALLS_PER_PAGE = 25;

/** A page longer than this holds up the writer. */
const MAX_PAGE = 1000;

export interface PageScan<Row, Position> {
  readonly after: Position | undefined;
  readonly limit: number;
  readonly scan: (after: Position | undefined, limit: number) => Promise<Scanned<Row, Position>>;
}

/** Fills one page by bounded looks at the database, between which others get their turn. */
export async function scanPage<Row, Position>({
  after,
  limit,
  scan,
}: PageScan<Row, Position>): Promise<Scanned<Row, Position>> {
  const wanted = Math.min(limit, MAX_PAGE);
  const rows: Row[] = [];
  let position = after;
  for (let call = 0; call < MAX_CALLS_PER_PAGE; call += 1) {
    const found = await scan(position, wanted - rows.length);
    rows.push(...found.rows);
    if (found.next === null) return { rows, next: null };
    position = found.next;
    if (rows.length === wanted) break;
  }
  return { rows, next: position ?? null };
}
