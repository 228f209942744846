import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useAnswer } from "../../api/use-answer.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingDetail } from "../../parts/loading-detail.tsx";
import { Problem } from "../../parts/problem.tsx";
import { StateBadge } from "../../parts/state-badge.tsx";
import { Timestamp } from "../../parts/timestamp.tsx";
import { attentionWords } from "./attention-words.ts";
import type { AttentionEntry } from "./attention-words.ts";
import classes from "./attention-list.module.css";

/** It may be the reason why somebody was called: fresh, and cheap to ask for. */
const EVERY_MS = 15_000;

/** What somebody should see to, the urgent first, each with the way to what mends it. */
export function AttentionList(): ReactElement {
  const attention = useAnswer("listAttention", {}, { everyMs: EVERY_MS });
  if (attention.data === undefined) {
    return attention.error === null ? (
      <LoadingDetail what="list of what needs attention" />
    ) : (
      <Problem error={attention.error} onRetry={() => void attention.refetch()} />
    );
  }
  if (attention.data.items.length === 0) {
    return (
      <EmptyState icon="check" title="Nothing needs attention">
        Refusals, failing endpoints, dead letters and ending secrets show here.
      </EmptyState>
    );
  }
  return (
    <ul className={classes["list"]}>
      {attention.data.items.map((entry) => (
        <Entry
          key={`${entry.kind} ${entry.resource.kind} ${entry.resource.name} ${entry.secret}`}
          entry={entry}
        />
      ))}
    </ul>
  );
}

function Entry({ entry }: { readonly entry: AttentionEntry }): ReactElement {
  const { urgency, resource, since, until } = entry;
  const { says, link, to } = attentionWords(entry);
  const target = to(entry);
  return (
    <li className={classes["entry"]}>
      <StateBadge state={urgency === "now" ? "urgent" : "soon"} />
      <div className={classes["words"]}>
        {resource.kind !== "gateway" && <strong>{resource.name}</strong>} {says(entry)}
        {since !== null && (
          <span className={classes["time"]}>
            {" "}
            since <Timestamp at={since} />
          </span>
        )}
        {until !== null && (
          <span className={classes["time"]}>
            {" "}
            until <Timestamp at={until} />
          </span>
        )}
      </div>
      {target !== undefined && (
        <Link to={target.path} search={(target.search ?? {}) as never} className={classes["link"]}>
          {link}
          <span className="unseen"> ({resource.name})</span>
        </Link>
      )}
    </li>
  );
}
