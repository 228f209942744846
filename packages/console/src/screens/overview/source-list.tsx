import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { Sparkline } from "../../charts/sparkline.tsx";
import { formatCount } from "../../numbers/format-count.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import classes from "./source-list.module.css";

type Sources = Answer<"getOverview">["sources"];

/** How much came from whom, the most first: a bar, the course of it, and what was refused. */
export function SourceList({ sources }: { readonly sources: Sources }): ReactElement {
  const sorted = sources.toSorted((a, b) => b.received - a.received);
  const most = Math.max(1, ...sorted.map(({ received }) => received));
  if (sorted.length === 0) {
    return (
      <EmptyState icon="sources" title="Nothing came in this time">
        Take a longer range, or look at the <Link to="/console/sources">sources</Link>.
      </EmptyState>
    );
  }
  return (
    <ul className={classes["list"]}>
      {sorted.map(({ source, received, refused, series }) => (
        <li key={source} className={classes["row"]}>
          <Link to="/console/inbox" search={{ source }} className={classes["name"]}>
            {source}
          </Link>
          <span className={classes["bar"]} aria-hidden="true">
            <span style={{ width: `${(received / most) * 100}%` }} />
          </span>
          <span className={classes["count"]}>{formatCount(received)}</span>
          {refused === 0 ? (
            <span className={classes["refused"]}>none refused</span>
          ) : (
            <Link
              to="/console/quarantine"
              search={{ source } as never}
              className={classes["refused"]}
              data-bad="true"
            >
              {formatCount(refused)} refused
            </Link>
          )}
          <Sparkline
            values={series.accepted.map((accepted, index) => accepted + (series.refused[index] ?? 0))}
            label={`${source}: ${formatCount(received)} received, ${formatCount(refused)} refused`}
          />
        </li>
      ))}
    </ul>
  );
}
