/** Which rows of a list of equal heights must be there for what is seen, and how much room stands for the others. */
export interface VisibleRows {
  readonly first: number;
  /** The one after the last. */
  readonly end: number;
  readonly beforePx: number;
  readonly afterPx: number;
}

/** Drawn beyond both edges, so that a quick turn of the wheel meets no blank. */
const SPARE_ROWS = 12;

/** Gives the rows that are in view, with some to spare. */
export function visibleRows(view: {
  readonly rows: number;
  readonly rowPx: number;
  readonly scrolledPx: number;
  readonly heightPx: number;
}): VisibleRows {
  const { rows, rowPx, scrolledPx, heightPx } = view;
  const wanted = Math.floor(scrolledPx / rowPx) - SPARE_ROWS;
  const first = Math.min(Math.max(wanted, 0), rows);
  const end = Math.min(rows, Math.ceil((scrolledPx + heightPx) / rowPx) + SPARE_ROWS);
  const shown = Math.max(end, first);
  return { first, end: shown, beforePx: first * rowPx, afterPx: (rows - shown) * rowPx };
}
