import type { MoveProgress } from "@countersign/gateway";

const SECOND_MS = 1000;

export interface ProgressOptions {
  /** Milliseconds that never go back. */
  readonly now: () => number;
  readonly talk: (line: string) => void;
}

/** Tells, at most once a second, how far a move is and how many rows it does a second. */
export function tellProgress({ now, talk }: ProgressOptions): (progress: MoveProgress) => void {
  let toldAt = now();
  let rowsSinceTold = 0;
  let last: MoveProgress | undefined;
  return (progress) => {
    const isSameTable = last?.phase === progress.phase && last.table === progress.table;
    // The first word of a table tells what an earlier call has copied.
    if (isSameTable) rowsSinceTold += progress.rows - (last?.rows ?? 0);
    last = progress;
    const elapsedMs = now() - toldAt;
    if (elapsedMs < SECOND_MS) return;
    const { phase, table, rows, totalRows } = progress;
    const perSecond = Math.round((rowsSinceTold * SECOND_MS) / elapsedMs);
    talk(`${phase} ${table}: ${rows} of ${totalRows} rows, ${perSecond} rows/s`);
    toldAt = now();
    rowsSinceTold = 0;
  };
}
