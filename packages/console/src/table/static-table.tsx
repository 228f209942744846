import type { CSSProperties, ReactElement } from "react";
import type { DataTableProps } from "./data-table.tsx";
import { TableHead } from "./table-head.tsx";
import { TableRow } from "./table-row.tsx";
import classes from "./data-table.module.css";

export interface StaticTableProps<Row> extends Pick<
  DataTableProps<Row>,
  "label" | "columns" | "rowKey" | "rowName" | "rowHref" | "empty"
> {
  readonly rows: readonly Row[];
}

/** A few rows within a screen, all of them drawn; it grows instead of scrolling, and has no keys of its own. */
export function StaticTable<Row>(props: StaticTableProps<Row>): ReactElement {
  const { label, rows, columns, rowKey, rowName = rowKey, rowHref, empty } = props;
  if (rows.length === 0) return <>{empty}</>;
  const tracks = columns.map(({ width }) => width).join(" ");
  return (
    <div
      className={classes["static"]}
      role="table"
      aria-label={label}
      tabIndex={rowHref === undefined ? 0 : undefined}
      style={{ "--tracks": tracks } as CSSProperties}
    >
      <TableHead columns={columns} keys={[]} selection={undefined} />
      <div role="rowgroup">
        {rows.map((row, position) => (
          <TableRow
            key={rowKey(row)}
            row={row}
            position={position}
            columns={columns}
            rowKey={rowKey(row)}
            name={rowName(row)}
            href={rowHref?.(row)}
            isActive={false}
            selection={undefined}
            onFocus={() => {}}
          />
        ))}
      </div>
    </div>
  );
}
