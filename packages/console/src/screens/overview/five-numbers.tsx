import { Link } from "@tanstack/react-router";
import type { ReactElement, ReactNode } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { formatCount } from "../../numbers/format-count.ts";
import { Timestamp } from "../../parts/timestamp.tsx";
import { roughDuration } from "../../times/rough-duration.ts";
import { formatShare } from "./format-share.ts";
import classes from "./five-numbers.module.css";

/** How it goes, in five numbers; each leads to what it counts. */
export function FiveNumbers({ overview }: { readonly overview: Answer<"getOverview"> }): ReactElement {
  const { received, accepted, duplicates, refused, delivered, deadLetters } = overview.totals;
  const { p95DeliverySeconds, attemptsFailed, pending, oldestPendingAt } = overview.totals;
  return (
    <dl className={classes["numbers"]}>
      <Tile name="Received" value={<Link to="/console/inbox">{formatCount(received)}</Link>}>
        {formatCount(accepted)} new, {formatCount(duplicates)} known already
      </Tile>
      <Tile
        name="Verified"
        isBad={refused > 0}
        value={<Link to="/console/quarantine">{formatShare(received - refused, received)}</Link>}
      >
        {refused === 0 ? "none refused" : `${formatCount(refused)} refused`}
      </Tile>
      <Tile
        name="Delivered"
        isBad={deadLetters > 0}
        value={
          <Link to="/console/deliveries" search={deadLetters > 0 ? { state: "failed" } : {}}>
            {formatShare(delivered, delivered + deadLetters)}
          </Link>
        }
      >
        {formatCount(delivered)} arrived,{" "}
        {deadLetters === 0 ? "none given up" : `${formatCount(deadLetters)} given up`}
      </Tile>
      <Tile name="p95 delivery" value={p95DeliverySeconds === null ? "–" : roughDuration(p95DeliverySeconds)}>
        {attemptsFailed === 0 ? "no attempt failed" : `${formatCount(attemptsFailed)} attempts failed`}
      </Tile>
      <Tile
        name="Waiting"
        value={
          <Link to="/console/deliveries" search={{ state: "pending" }}>
            {formatCount(pending)}
          </Link>
        }
      >
        {oldestPendingAt === null ? (
          "nothing waits"
        ) : (
          <>
            oldest <Timestamp at={oldestPendingAt} />
          </>
        )}
      </Tile>
    </dl>
  );
}

function Tile(props: {
  readonly name: string;
  readonly value: ReactNode;
  readonly isBad?: boolean;
  readonly children: ReactNode;
}): ReactElement {
  const { name, value, isBad = false, children } = props;
  return (
    <div className={classes["tile"]}>
      <dt>{name}</dt>
      <dd className={classes["value"]}>{value}</dd>
      <dd className={classes["more"]} data-bad={isBad}>
        {children}
      </dd>
    </div>
  );
}
