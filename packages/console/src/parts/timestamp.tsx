import { Tooltip } from "@mantine/core";
import type { ReactElement } from "react";
import { usePreference } from "../preferences/preference.ts";
import { formatLocal, formatRelative, formatUtc } from "../times/format-times.ts";
import { useNow } from "../times/use-now.ts";
import classes from "./timestamp.module.css";

export interface TimestampProps {
  /** RFC 3339; null and undefined show a dash. */
  readonly at: string | null | undefined;
  /** In rows of a table, which have one stop of the Tab key each: the other spelling by pointer only. Default false. */
  readonly isInRow?: boolean;
}

/** A moment as the person prefers it (`T` changes that), with the other spelling on pointer or focus. */
export function Timestamp({ at, isInRow = false }: TimestampProps): ReactElement {
  const now = useNow();
  const shown = usePreference("times");
  if (at === null || at === undefined) return <span className={classes["none"]}>–</span>;
  const date = new Date(at);
  const relative = formatRelative(date, now);
  const absolute = shown === "local" ? formatLocal(date) : formatUtc(date);
  const text = shown === "relative" ? relative : absolute;
  const other = shown === "relative" ? absolute : relative;
  if (isInRow) {
    return (
      <time dateTime={at} title={other} className={classes["time"]}>
        {text}
      </time>
    );
  }
  return (
    <Tooltip label={other}>
      <time dateTime={at} tabIndex={0} className={classes["time"]}>
        {text}
      </time>
    </Tooltip>
  );
}
