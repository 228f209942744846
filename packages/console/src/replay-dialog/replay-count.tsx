import type { ReactElement } from "react";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Answer } from "../api/answer-types.ts";
import classes from "./replay-count.module.css";

export interface ReplayCountProps {
  /** What `useReplayCount` gives. */
  readonly count: Pick<UseQueryResult<Answer<"previewReplay">>, "data" | "error">;
  /** What is counted: "deliveries". */
  readonly what: string;
  /** What so many would come to. */
  readonly says: (count: number) => string;
}

/** How much a replay would be, before anything is sent. Where that could not be counted its `Problem` stands alone. */
export function ReplayCount({ count: { data, error }, what, says }: ReplayCountProps): ReactElement | null {
  if (data === undefined && error !== null) return null;
  return (
    <p className={classes["count"]} role="status">
      {data === undefined ? `Counting ${what}…` : says(data.count)}
    </p>
  );
}
