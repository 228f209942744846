import { Button, useMatches } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { CSSProperties, ReactElement, ReactNode } from "react";
import type { List } from "../api/use-list.ts";
import { useHotkeys } from "../hotkeys/use-hotkeys.ts";
import { Problem } from "../parts/problem.tsx";
import type { Column } from "./column.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { LoadingRows } from "./loading-rows.tsx";
import { TableHead } from "./table-head.tsx";
import { TableRow } from "./table-row.tsx";
import { toggled } from "./selection.ts";
import type { Selection } from "./selection.ts";
import { useVisibleRows } from "./use-visible-rows.ts";
import classes from "./data-table.module.css";

/** As data-table.module.css has them. */
const ROW_PX = { desk: 34, phone: 58 } as const;
/** So near to the end the next page is asked for. */
const AHEAD_ROWS = 30;

export interface DataTableProps<Row> {
  /** What the rows are: "Events". */
  readonly label: string;
  readonly list: Pick<
    List<Row>,
    "rows" | "isLoading" | "error" | "hasMore" | "isLoadingMore" | "loadMore" | "reload"
  >;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  /** The page of a row, as a path: Enter, a click, or a new tab opens it. Absent: rows lead nowhere. */
  readonly rowHref?: (row: Row) => string;
  /** What a row is called by a screen reader: its link's name. Default: its key. */
  readonly rowName?: (row: Row) => string;
  /** Shown when there are no rows. */
  readonly empty: ReactNode;
  /** Absent: nothing can be chosen. */
  readonly selection?: Selection;
  /** Buttons of the bar that comes up with a selection. */
  readonly bulk?: ReactNode;
}

/**
 * A list of any length: only rows in view are drawn, the next page is asked for ahead of the eye. `j` and `k` walk, Enter
 * opens, `x` chooses.
 */
export function DataTable<Row>(props: DataTableProps<Row>): ReactElement {
  const { label, list, columns, rowKey, rowHref, empty, selection, bulk, rowName = rowKey } = props;
  const { rows, isLoading, error, hasMore, isLoadingMore, loadMore, reload } = list;
  const rowPx = useMatches({ base: ROW_PX.phone, sm: ROW_PX.desk });
  const scroller = useRef<HTMLDivElement>(null);
  const { first, end, beforePx, afterPx } = useVisibleRows(scroller, rows.length, rowPx);
  // By key: a row that comes before it moves it, and Enter must open what was marked.
  const [activeKey, setActiveKey] = useState<string>();
  const { history } = useRouter();

  useEffect(() => {
    if (hasMore && !isLoadingMore && error === null && end + AHEAD_ROWS > rows.length) loadMore();
  }, [hasMore, isLoadingMore, error, end, rows.length, loadMore]);

  const active = activeKey === undefined ? -1 : rows.findIndex((row) => rowKey(row) === activeKey);
  const walk = (step: number): void => {
    const next = Math.min(Math.max(active + step, 0), rows.length - 1);
    const row = rows[next];
    if (row !== undefined) setActiveKey(rowKey(row));
    scrollIntoView(scroller.current, next, rowPx);
  };
  const activeRow = rows[active];
  useHotkeys(
    [
      { keys: "j", does: "Next row", run: () => walk(1) },
      { keys: "k", does: "Previous row", run: () => walk(-1) },
      ...(rowHref === undefined
        ? []
        : [
            { keys: "Enter", does: "Open the row", run: () => activeRow && history.push(rowHref(activeRow)) },
          ]),
      ...(selection === undefined
        ? []
        : [
            {
              keys: "x",
              does: "Choose the row",
              run: () => activeRow && selection.onChange(toggled(selection.keys, rowKey(activeRow))),
            },
          ]),
    ],
    rows.length > 0,
  );

  if (error !== null && error !== undefined && rows.length === 0)
    return <Problem error={error} onRetry={reload} />;
  if (!isLoading && rows.length === 0) return <>{empty}</>;
  const tracks = [...(selection === undefined ? [] : ["28px"]), ...columns.map(({ width }) => width)].join(
    " ",
  );
  return (
    <div className={classes["around"]}>
      <div
        ref={scroller}
        className={classes["table"]}
        role="table"
        aria-label={label}
        aria-rowcount={hasMore ? -1 : rows.length + 1}
        aria-busy={isLoading}
        // What scrolls must be reached by the Tab key, also where no row has a link.
        tabIndex={rowHref === undefined ? 0 : undefined}
        style={{ "--tracks": tracks } as CSSProperties}
      >
        <TableHead columns={columns} keys={rows.map(rowKey)} selection={selection} />
        {isLoading ? (
          <LoadingRows label={label} />
        ) : (
          <div role="rowgroup">
            <div role="presentation" style={{ height: beforePx }} />
            {rows.slice(first, end).map((row, index) => (
              <TableRow
                key={rowKey(row)}
                row={row}
                position={first + index}
                columns={columns}
                rowKey={rowKey(row)}
                name={rowName(row)}
                href={rowHref?.(row)}
                isActive={first + index === active}
                selection={selection}
                onFocus={() => setActiveKey(rowKey(row))}
              />
            ))}
            <div role="presentation" style={{ height: afterPx }} />
          </div>
        )}
      </div>
      {isLoadingMore && (
        <p className={classes["more"]} role="status">
          Loading more…
        </p>
      )}
      {error !== null && error !== undefined && rows.length > 0 && (
        <Problem error={error} onRetry={loadMore} />
      )}
      {selection !== undefined && selection.keys.size > 0 && (
        <BulkBar count={selection.keys.size}>
          {bulk}
          <Button variant="subtle" onClick={() => selection.onChange(new Set())}>
            Choose none
          </Button>
        </BulkBar>
      )}
    </div>
  );
}

/** The head covers the top of the scroller by about one row. */
function scrollIntoView(scroller: HTMLElement | null, row: number, rowPx: number): void {
  if (scroller === null || row < 0) return;
  const top = row * rowPx;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  const bottom = top + rowPx * 2;
  if (bottom > scroller.scrollTop + scroller.clientHeight)
    scroller.scrollTop = bottom - scroller.clientHeight;
}
