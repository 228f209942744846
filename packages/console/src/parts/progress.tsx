import type { ReactElement } from "react";
import { formatCount } from "../numbers/format-count.ts";
import classes from "./progress.module.css";

export interface ProgressProps {
  /** What goes on: "Replay rpl_…". */
  readonly label: string;
  readonly done: number;
  readonly total: number;
}

/** How far long work is, as a bar and in numbers. Nothing to do is done. */
export function Progress({ label, done, total }: ProgressProps): ReactElement {
  const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
  return (
    <span className={classes["progress"]}>
      <progress
        className={classes["bar"]}
        aria-label={label}
        value={total === 0 ? 1 : done}
        max={total || 1}
      />
      <span className={classes["words"]}>
        {formatCount(done)} of {formatCount(total)} ({percent} %)
      </span>
    </span>
  );
}
