import { formatValue } from "./format-value.ts";
import { print } from "./print.ts";

const GAP = "  ";

/** A terminal narrower than this shows nothing useful whatever is cut. */
const MIN_COLUMN_WIDTH = 4;

/** What stands in each column: heading → the value of an item. The last column is cut first where space is short. */
export type Columns<Item> = Readonly<Record<string, (item: Item) => unknown>>;

/**
 * Writes items as a table under one heading, a batch at a time, so that a long list can be printed as it comes. Widths
 * follow the first batch; on a terminal no line is wider than it.
 */
export class TableWriter<Item> {
  readonly #columns: Columns<Item>;
  /** Undefined: not a terminal, nothing is cut. */
  readonly #width: number | undefined;
  #widths: readonly number[] | undefined;

  constructor(columns: Columns<Item>, width: number | undefined) {
    this.#columns = columns;
    this.#width = width;
  }

  async write(items: readonly Item[]): Promise<void> {
    const rows = items.map((item) => Object.values(this.#columns).map((read) => formatValue(read(item))));
    if (this.#widths === undefined) {
      rows.unshift(Object.keys(this.#columns));
      this.#widths = fittingWidths(rows, this.#width);
    }
    const widths = this.#widths;
    await print(rows.map((row) => `${this.#line(row, widths)}\n`).join(""));
  }

  #line(row: readonly string[], widths: readonly number[]): string {
    const isFitted = this.#width !== undefined;
    return row
      .map((text, column) => fit(text, { width: widths[column] ?? 0, isFitted }))
      .join(GAP)
      .trimEnd();
  }
}

function fit(
  text: string,
  { width, isFitted }: { readonly width: number; readonly isFitted: boolean },
): string {
  if (isFitted && text.length > width) return `${text.slice(0, width - 1)}…`;
  return text.padEnd(width);
}

/** As wide as the longest text; while that is too wide together, the widest column gives way. */
function fittingWidths(
  rows: readonly (readonly string[])[],
  maxWidth: number | undefined,
): readonly number[] {
  const [heads = []] = rows;
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  if (maxWidth === undefined) return widths;
  const total = (): number => widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length);
  for (let excess = total() - maxWidth; excess > 0; excess = total() - maxWidth) {
    const widest = Math.max(...widths);
    if (widest <= MIN_COLUMN_WIDTH) break;
    const column = widths.lastIndexOf(widest);
    widths[column] = widest - 1;
  }
  return widths;
}
