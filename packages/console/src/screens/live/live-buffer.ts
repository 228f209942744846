import type { LiveRow } from "./live-row.ts";

/** The oldest goes when another comes: enough to look back, little enough to stay quick. */
export const KEPT_ROWS = 1000;

/** Rows that are shown, newest first, and those that came while the person reads. */
export interface LiveBuffer {
  readonly rows: readonly LiveRow[];
  readonly waiting: readonly LiveRow[];
  /** All that came since the pause, those that were let go too. */
  readonly waitingCount: number;
}

export const emptyBuffer: LiveBuffer = { rows: [], waiting: [], waitingCount: 0 };

/** Adds what came, oldest first. While paused it waits. */
export function withNews(buffer: LiveBuffer, news: readonly LiveRow[], isPaused: boolean): LiveBuffer {
  const newest = news.toReversed();
  if (!isPaused) return { ...buffer, rows: kept(newest, buffer.rows) };
  return {
    ...buffer,
    waiting: kept(newest, buffer.waiting),
    waitingCount: buffer.waitingCount + news.length,
  };
}

/** Shows what waited. */
export function resumed({ rows, waiting }: LiveBuffer): LiveBuffer {
  return { rows: kept(waiting, rows), waiting: [], waitingCount: 0 };
}

function kept(newer: readonly LiveRow[], older: readonly LiveRow[]): readonly LiveRow[] {
  return [...newer, ...older].slice(0, KEPT_ROWS);
}
