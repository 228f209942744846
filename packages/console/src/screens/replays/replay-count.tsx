import type { ReactElement } from "react";
import { formatCount } from "../../numbers/format-count.ts";
import classes from "./new-replay-dialog.module.css";

export interface ReplayCountProps {
  /** Undefined while it is counted. */
  readonly count: number | undefined;
  readonly ratePerSecond: number;
  readonly isFailed: boolean;
}

const MINUTE_S = 60;
const HOUR_S = 3600;

/** How many deliveries the replay would be, and about how long it would take. */
export function ReplayCount({ count, ratePerSecond, isFailed }: ReplayCountProps): ReactElement | null {
  if (count === undefined && isFailed) return null;
  const words =
    count === undefined
      ? "Counting deliveries…"
      : count === 0
        ? "Nothing would be sent: change the filters, the way or the endpoint."
        : `${formatCount(count)} ${count === 1 ? "delivery" : "deliveries"} would be made in ${roughly(count / Math.max(ratePerSecond, 1))}. Nothing is sent yet.`;
  return (
    <p className={classes["count"]} role="status">
      {words}
    </p>
  );
}

function roughly(seconds: number): string {
  if (seconds < 1) return "about a second";
  if (seconds < 2 * MINUTE_S) return `about ${Math.ceil(seconds)} s`;
  if (seconds < 2 * HOUR_S) return `about ${Math.ceil(seconds / MINUTE_S)} min`;
  return `about ${Math.ceil(seconds / HOUR_S)} h`;
}
