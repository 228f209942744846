import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { ReactElement } from "react";
import type { Column } from "./column.ts";
import { toggled } from "./selection.ts";
import type { Selection } from "./selection.ts";
import classes from "./data-table.module.css";

export interface TableRowProps<Row> {
  readonly row: Row;
  /** From 0, of all rows. */
  readonly position: number;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: string;
  readonly name: string;
  readonly href: string | undefined;
  readonly isActive: boolean;
  readonly selection: Selection | undefined;
  readonly onFocus: () => void;
}

/** One row; the link in its first cell covers it whole. */
export function TableRow<Row>(props: TableRowProps<Row>): ReactElement {
  const { row, position, columns, rowKey, name, href, isActive, selection, onFocus } = props;
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The keys walk the focus too, so that a screen reader says where one is. Never out of a field that is typed into.
    if (isActive) element.current?.querySelector<HTMLElement>("a")?.focus({ preventScroll: true });
  }, [isActive]);
  const isChosen = selection?.keys.has(rowKey) ?? false;
  return (
    <div
      ref={element}
      role="row"
      // The head is the first.
      aria-rowindex={position + 2}
      className={classes["row"]}
      data-active={isActive}
      data-chosen={isChosen}
      onFocus={onFocus}
    >
      {selection !== undefined && (
        <span role="cell" className={classes["box"]}>
          <input
            type="checkbox"
            aria-label={`Choose ${name}`}
            checked={isChosen}
            onChange={() => selection.onChange(toggled(selection.keys, rowKey))}
          />
        </span>
      )}
      {columns.map(({ id, cell, align, isWrapped, phone = "none" }, index) => (
        <span
          key={id}
          role="cell"
          className={classes["cell"]}
          data-align={align}
          data-phone={phone}
          data-wrapped={isWrapped}
        >
          {index === 0 && href !== undefined && (
            <Link to={href} className={classes["link"]} aria-label={`Open ${name}`} />
          )}
          {cell(row)}
        </span>
      ))}
    </div>
  );
}
