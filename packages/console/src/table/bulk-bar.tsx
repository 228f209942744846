import type { ReactElement, ReactNode } from "react";
import classes from "./data-table.module.css";

/** What can be done with the rows that are chosen. */
export function BulkBar({
  count,
  children,
}: {
  readonly count: number;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div className={classes["bulk"]} role="region" aria-label="What to do with the chosen rows">
      <span role="status">{count} chosen</span>
      {children}
    </div>
  );
}
