import { useRef } from "react";
import type { ReactElement, ReactNode } from "react";
import { useVisibleRows } from "../table/use-visible-rows.ts";
import classes from "./line-list.module.css";

/** As line-list.module.css has it. */
const LINE_PX = 20;

export interface LineListProps {
  readonly label: string;
  readonly count: number;
  readonly line: (index: number) => ReactNode;
}

/** Lines in monospace, of which only those in view are drawn: a payload of 8 MiB has half a million rows of hex. */
export function LineList({ label, count, line }: LineListProps): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const { first, end, beforePx, afterPx } = useVisibleRows(scroller, count, LINE_PX);
  const shown = Array.from({ length: end - first }, (_, index) => first + index);
  return (
    <div ref={scroller} className={classes["lines"]} role="group" aria-label={label} tabIndex={0}>
      <div style={{ height: beforePx }} />
      {shown.map((index) => (
        <div key={index} className={classes["line"]}>
          {line(index)}
        </div>
      ))}
      <div style={{ height: afterPx }} />
    </div>
  );
}
