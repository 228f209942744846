import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useAnswer } from "../../api/use-answer.ts";
import { formatBytes } from "../../numbers/format-bytes.ts";
import { formatCount } from "../../numbers/format-count.ts";
import { countByCode } from "./count-by-code.ts";
import type { FilterValues } from "../../filters/define-filters.ts";
import type { quarantineFilters } from "./quarantine-filters.ts";
import classes from "./quarantine-counts.module.css";

export interface QuarantineCountsProps {
  readonly rows: readonly { readonly code: string }[];
  readonly hasMore: boolean;
  readonly filters: FilterValues<typeof quarantineFilters>;
}

/** How many there are of each code and source, each a way to only those; and what was refused and not kept. */
export function QuarantineCounts({ rows, hasMore, filters }: QuarantineCountsProps): ReactElement | null {
  const counts = useAnswer("countQuarantine");
  const codes = countByCode(rows);
  const sources = (counts.data?.items ?? []).filter(
    ({ items, dropped, pushedOut }) => items + dropped + pushedOut > 0,
  );
  if (codes.length === 0 && sources.length === 0) return null;
  return (
    <div className={classes["counts"]}>
      {codes.length > 0 && (
        <p className={classes["line"]}>
          <span className={classes["name"]}>{hasMore ? "By code, of those loaded" : "By code"}</span>
          {codes.map(({ code, count }) => (
            <span key={code}>
              <Link to="/console/quarantine" search={{ ...filters, code }}>
                <code>{code}</code>
              </Link>{" "}
              {formatCount(count)}
            </span>
          ))}
        </p>
      )}
      {sources.length > 0 && (
        <p className={classes["line"]}>
          <span className={classes["name"]}>By source</span>
          {sources.map(({ source, items, bytes, dropped, pushedOut }) => (
            <span key={source}>
              <Link to="/console/quarantine" search={{ ...filters, source }}>
                {source}
              </Link>{" "}
              {formatCount(items)} ({formatBytes(bytes)})
              {dropped + pushedOut > 0 && (
                <span className={classes["lost"]}>
                  {" "}
                  and {formatCount(dropped + pushedOut)} not kept: {formatCount(dropped)} dropped,{" "}
                  {formatCount(pushedOut)} pushed out
                </span>
              )}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}
