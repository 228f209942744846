import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Problem } from "../../parts/problem.tsx";
import { Timestamp } from "../../parts/timestamp.tsx";
import { attentionText } from "../../senders/use-attention.ts";
import type { AttentionEntry } from "../../senders/use-attention.ts";
import { StaticTable } from "../../table/static-table.tsx";
import { EndpointHealth } from "./endpoint-health.tsx";
import { latestDeliveryColumns } from "./latest-delivery-columns.tsx";
import { RetrySchedule } from "./retry-schedule.tsx";

/** A test's result is seen within moments. */
const EVERY_MS = 3000;
const SHOWN_DELIVERIES = 10;

export interface EndpointOverviewProps {
  readonly endpoint: Answer<"getEndpoint">;
  readonly attention: readonly AttentionEntry[];
}

/** How an endpoint is, when it is tried again, and what it got last. */
export function EndpointOverview({ endpoint, attention }: EndpointOverviewProps): ReactElement {
  const { name, retryScheduleMs, state } = endpoint;
  const deliveries = useAnswer(
    "listDeliveries",
    { query: { endpoint: name, limit: SHOWN_DELIVERIES } },
    { everyMs: EVERY_MS },
  );
  return (
    <>
      <Panel title="Circuit">
        {attention.length === 0 && <p style={{ margin: 0 }}>{closedWords(state)}</p>}
        {attention.map((entry) => (
          <p key={`${entry.kind} ${entry.secret ?? ""}`} style={{ margin: 0 }}>
            {attentionText(entry)}
            {entry.since !== null && (
              <>
                , since <Timestamp at={entry.since} />
              </>
            )}
            {entry.until !== null && (
              <>
                , next <Timestamp at={entry.until} />
              </>
            )}
            . {resumeWords[entry.kind] ?? ""}
          </p>
        ))}
      </Panel>
      <EndpointHealth endpoint={name} />
      <Panel title="When a try fails">
        <RetrySchedule waitsMs={retryScheduleMs} />
      </Panel>
      <Panel
        title="Latest deliveries"
        acts={
          <Link to="/console/deliveries" search={{ endpoint: name }}>
            All deliveries
          </Link>
        }
      >
        {deliveries.error !== null && (
          <Problem error={deliveries.error} onRetry={() => void deliveries.refetch()} />
        )}
        {deliveries.data !== undefined && (
          <StaticTable
            label="Latest deliveries"
            rows={deliveries.data.items}
            columns={latestDeliveryColumns}
            rowKey={({ id }) => id}
            rowName={({ eventType, id }) => `${eventType} ${id}`}
            rowHref={({ id }) => `/console/deliveries/${id}`}
            empty={
              <EmptyState icon="deliveries" title="Nothing was sent to it yet">
                “Send a test” shows whether it answers, whatever it subscribes to.
              </EmptyState>
            }
          />
        )}
      </Panel>
    </>
  );
}

function closedWords(state: string): string {
  return state === "enabled"
    ? "Closed: deliveries are tried as they come."
    : "Nothing is sent while it is not enabled. Enable it to go on with its backlog.";
}

/** What makes it go on. */
const resumeWords: Readonly<Partial<Record<AttentionEntry["kind"], string>>> = {
  circuit_open: "The first attempt that succeeds closes it.",
  endpoint_gone: "Enable it once the receiver is back.",
  endpoint_paused: "Enable it to go on.",
  events_held: "Release or cancel them among its deliveries.",
  dead_letters: "Retry them among its deliveries.",
};
