import type { ReactElement } from "react";
import type { Column } from "./column.ts";
import type { Selection } from "./selection.ts";
import classes from "./data-table.module.css";

export interface TableHeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  /** Keys of all rows that are there. */
  readonly keys: readonly string[];
  readonly selection: Selection | undefined;
}

/** The line of titles, which stays in view. Its box chooses all rows that are loaded. */
export function TableHead<Row>({ columns, keys, selection }: TableHeadProps<Row>): ReactElement {
  const isAll = selection !== undefined && keys.length > 0 && keys.every((key) => selection.keys.has(key));
  return (
    <div role="rowgroup" className={classes["head"]}>
      <div role="row" aria-rowindex={1} className={classes["titles"]}>
        {selection !== undefined && (
          <span role="columnheader" className={classes["box"]}>
            <input
              type="checkbox"
              aria-label="Choose all rows that are loaded"
              checked={isAll}
              onChange={() => selection.onChange(new Set(isAll ? [] : keys))}
            />
          </span>
        )}
        {columns.map(({ id, title, align }) => (
          <span key={id} role="columnheader" className={classes["title"]} data-align={align}>
            {title}
          </span>
        ))}
      </div>
    </div>
  );
}
