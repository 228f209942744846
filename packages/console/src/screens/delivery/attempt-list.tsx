import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { StateBadge } from "../../parts/state-badge.tsx";
import { formatCount } from "../../numbers/format-count.ts";
import { StaticTable } from "../../table/static-table.tsx";
import type { Column } from "../../table/column.ts";
import { timeColumn } from "../../table/usual-columns.tsx";
import { AttemptTimeline } from "./attempt-timeline.tsx";
import { attemptResults } from "./attempt-results.ts";

type Attempt = Answer<"getDelivery">["tries"][number];

const columns: readonly Column<Attempt>[] = [
  { id: "number", title: "Try", width: "28px", phone: "first", cell: ({ number }) => number },
  {
    id: "result",
    title: "Result",
    width: "182px",
    phone: "first",
    cell: ({ result }) => (
      <StateBadge state={result === "delivered" ? "delivered" : "failed"} word={result} />
    ),
  },
  {
    id: "status",
    title: "Status",
    width: "48px",
    align: "end",
    phone: "first",
    cell: ({ status }) => status ?? "–",
  },
  {
    id: "meaning",
    title: "What that means",
    width: "minmax(200px, 3fr)",
    phone: "second",
    isWrapped: true,
    cell: ({ result, hasLostLease }) =>
      hasLostLease
        ? "It ended too late to count: another attempt took its place."
        : (attemptResults[result] ?? "–"),
  },
  {
    id: "took",
    title: "Took",
    width: "72px",
    phone: "second",
    cell: ({ durationMs }) => `${formatCount(durationMs)} ms`,
  },
  {
    id: "secret",
    title: "Signed with",
    width: "120px",
    phone: "second",
    cell: ({ secret }) => (secret === null ? "all live secrets" : <code>{secret}</code>),
  },
  timeColumn({ id: "at", title: "Started", phone: "second", minPx: 84, at: ({ startedAt }) => startedAt }),
];

/** What was tried, over time and one by one, the latest first. */
export function AttemptList({ delivery }: { readonly delivery: Answer<"getDelivery"> }): ReactElement {
  return (
    <>
      {(delivery.tries.length > 0 || delivery.state === "pending") && <AttemptTimeline delivery={delivery} />}
      <StaticTable
        label="Attempts"
        rows={delivery.tries.toReversed()}
        columns={columns}
        rowKey={(attempt) => `${attempt.startedAt} ${attempt.number}`}
        empty={
          <EmptyState icon="clock" title="Not tried yet">
            {untried[delivery.state] ?? "It is tried as soon as the endpoint has a free place."}
          </EmptyState>
        }
      />
    </>
  );
}

const untried: Readonly<Record<string, string>> = {
  held: "It is held: an event with its id and another body came before. Release it to send it, or cancel it.",
  cancelled: "It was cancelled before its first try. Replay the event to send it after all.",
};
