import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { AreaChart } from "../../charts/area-chart.tsx";
import { chartSpans, pointWords } from "../../charts/chart-spans.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Problem } from "../../parts/problem.tsx";
import { attentionText } from "../../senders/use-attention.ts";
import type { AttentionEntry } from "../../senders/use-attention.ts";
import { StaticTable } from "../../table/static-table.tsx";
import { eventColumns } from "../inbox/event-columns.tsx";
import { receivedWords } from "../sources/received-words.ts";

const EVERY_MS = 30_000;
const SHOWN_EVENTS = 10;

export interface SourceOverviewProps {
  readonly source: Answer<"getSource">;
  readonly attention: readonly AttentionEntry[];
}

/** What came of a source lately, and what is wrong with it. */
export function SourceOverview({ source: { name }, attention }: SourceOverviewProps): ReactElement {
  const overview = useAnswer("getOverview", { query: { range: "24h", source: name } }, { everyMs: EVERY_MS });
  const events = useAnswer(
    "listEvents",
    { query: { source: name, limit: SHOWN_EVENTS } },
    { everyMs: EVERY_MS },
  );
  const received = overview.data?.sources.find((each) => each.source === name);
  return (
    <>
      {attention.length > 0 && (
        <Panel title="Needs attention">
          <ul style={{ margin: 0, paddingLeft: 18 }}>
            {attention.map((entry) => (
              <li key={`${entry.kind} ${entry.secret ?? ""}`}>{attentionText(entry)}</li>
            ))}
          </ul>
        </Panel>
      )}
      <Panel
        title="Last 24 hours"
        acts={
          <Link to="/console/quarantine" search={{ source: name }}>
            Refused requests
          </Link>
        }
      >
        {overview.error !== null && (
          <Problem error={overview.error} onRetry={() => void overview.refetch()} />
        )}
        {received === undefined || overview.data === undefined ? (
          overview.data !== undefined && <p style={{ margin: 0 }}>Nothing came in the last 24 hours.</p>
        ) : (
          <>
            <p style={{ margin: 0 }}>{receivedWords(received)}</p>
            <AreaChart
              title={`Received per ${pointWords(overview.data.pointSeconds)}, times in UTC`}
              spans={chartSpans(overview.data)}
              series={[
                { name: "accepted", tone: "accent", values: received.series.accepted },
                { name: "known already", tone: "quiet", values: received.series.duplicates },
                { name: "refused", tone: "bad", values: received.series.refused },
              ]}
            />
          </>
        )}
      </Panel>
      <Panel
        title="Latest events"
        acts={
          <Link to="/console/inbox" search={{ source: name }}>
            All in the inbox
          </Link>
        }
      >
        {events.error !== null && <Problem error={events.error} onRetry={() => void events.refetch()} />}
        {events.data !== undefined && (
          <StaticTable
            label="Latest events"
            rows={events.data.items}
            columns={eventColumns}
            rowKey={({ id }) => id}
            rowName={({ type, id }) => `${type} ${id}`}
            rowHref={({ id }) => `/console/events/${id}`}
            empty={
              <EmptyState icon="inbox" title="No events yet">
                Give its URL to the sender.{" "}
                <Link to="/console/sources/new" search={{ step: "wait", source: name }}>
                  Wait for the first event
                </Link>
              </EmptyState>
            }
          />
        )}
      </Panel>
    </>
  );
}
