import type { ReactElement } from "react";
import classes from "./data-table.module.css";

/** About what is in view while the first page is on its way. */
const SHOWN = 12;

/** The outline of rows that are on their way; screen readers hear it in words. */
export function LoadingRows({ label }: { readonly label: string }): ReactElement {
  return (
    <div role="rowgroup">
      <div role="row" className="unseen">
        <span role="cell">Loading {label}…</span>
      </div>
      {Array.from({ length: SHOWN }, (_, index) => (
        <div key={index} className={classes["loading"]} aria-hidden="true" />
      ))}
    </div>
  );
}
