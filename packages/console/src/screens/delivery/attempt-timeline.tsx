import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { Icon } from "../../parts/icon.tsx";
import { Timestamp } from "../../parts/timestamp.tsx";
import { formatUtc } from "../../times/format-times.ts";
import { placeOnAxis } from "./time-axis.ts";
import classes from "./attempt-timeline.module.css";

interface Mark {
  readonly key: string;
  readonly kind: "good" | "bad" | "next";
  readonly atMs: number;
  readonly says: string;
}

/** The attempts of a delivery on an axis of time, from when it was made to the last or next one. */
export function AttemptTimeline({ delivery }: { readonly delivery: Answer<"getDelivery"> }): ReactElement {
  const marks = marksOf(delivery);
  const fromMs = Date.parse(delivery.createdAt);
  const toMs = Math.max(fromMs, ...marks.map(({ atMs }) => atMs));
  const last = marks.at(-1);
  return (
    <figure className={classes["timeline"]}>
      <ol className={classes["axis"]} aria-label="Attempts over time">
        {marks.map(({ key, kind, atMs, says }) => (
          <li
            key={key}
            className={classes["mark"]}
            data-kind={kind}
            title={says}
            style={{ left: `${placeOnAxis(atMs, { fromMs, toMs }) * 100}%` }}
          >
            {kind === "next" ? (
              <span className={classes["next"]} />
            ) : (
              <Icon name={kind === "good" ? "check" : "cross"} size={12} />
            )}
            <span className="unseen">{says}</span>
          </li>
        ))}
      </ol>
      <figcaption className={classes["ends"]}>
        <span>
          made <Timestamp at={delivery.createdAt} />
        </span>
        <span className={classes["key"]}>
          {marks.some(({ kind }) => kind === "bad") && "× failed  "}
          {marks.some(({ kind }) => kind === "good") && "✓ delivered  "}
          {marks.some(({ kind }) => kind === "next") && "○ next"}
        </span>
        {last !== undefined && (
          <span>
            {last.kind === "next" ? "next" : "last"} <Timestamp at={new Date(last.atMs).toISOString()} />
          </span>
        )}
      </figcaption>
    </figure>
  );
}

function marksOf({ tries, state, dueAt }: Answer<"getDelivery">): readonly Mark[] {
  const made = tries.map(({ number, startedAt, result }, index): Mark => {
    const atMs = Date.parse(startedAt);
    return {
      key: `${number} ${index}`,
      kind: result === "delivered" ? "good" : "bad",
      atMs,
      says: `Attempt ${number}, ${formatUtc(new Date(atMs))}: ${result}`,
    };
  });
  if (state !== "pending" || dueAt === null) return made;
  const atMs = Date.parse(dueAt);
  return [...made, { key: "next", kind: "next", atMs, says: `Next try, ${formatUtc(new Date(atMs))}` }];
}
