import type { AuditOrder } from "./audit-rows.ts";

/** Entries looked at for one page: some ten milliseconds of the database. */
export const ENTRIES_PER_LOOK = 10_000;

/** Sequences, both included. */
export interface AuditSpan {
  readonly first: number;
  readonly last: number;
}

export interface AuditWindowOptions {
  readonly order: AuditOrder;
  /** The sequence up to which, in this order, pages before have looked. */
  readonly after: number | undefined;
  /** True where an index finds what fits, so that all of the log costs no more than a part of it. */
  readonly isIndexed: boolean;
}

/** The part of the log that a page looks at; undefined where the pages before have seen all. */
export function auditWindow(
  log: AuditSpan,
  { order, after, isIndexed }: AuditWindowOptions,
): AuditSpan | undefined {
  const most = isIndexed ? log.last : ENTRIES_PER_LOOK;
  const first = order === "asc" ? Math.max(log.first, (after ?? 0) + 1) : log.first;
  const last = order === "desc" && after !== undefined ? Math.min(log.last, after - 1) : log.last;
  if (first > last) return undefined;
  return order === "asc"
    ? { first, last: Math.min(last, first + most - 1) }
    : { first: Math.max(first, last - most + 1), last };
}
