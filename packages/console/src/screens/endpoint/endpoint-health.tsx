import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useAnswer } from "../../api/use-answer.ts";
import { AreaChart } from "../../charts/area-chart.tsx";
import { LoadingDetail } from "../../parts/loading-detail.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Problem } from "../../parts/problem.tsx";
import { chartSpans, pointWords } from "../../charts/chart-spans.ts";
import { deliveredWords } from "./delivered-words.ts";

/** The gateway counts for the eye, some seconds late. */
const EVERY_MS = 15_000;

/** How an endpoint did over the last day: tries that were taken, and tries that failed. */
export function EndpointHealth({ endpoint }: { readonly endpoint: string }): ReactElement {
  const overview = useAnswer("getOverview", { query: { range: "24h" } }, { everyMs: EVERY_MS });
  const own = overview.data?.endpoints.find((each) => each.endpoint === endpoint);
  return (
    <Panel
      title="Last 24 hours"
      acts={
        <Link to="/console/deliveries" search={{ endpoint, state: "failed" }}>
          Dead letters
        </Link>
      }
    >
      {overview.data === undefined ? (
        overview.error === null ? (
          <LoadingDetail what="counts" />
        ) : (
          <Problem error={overview.error} onRetry={() => void overview.refetch()} />
        )
      ) : own === undefined || own.delivered + own.attemptsFailed === 0 ? (
        <p style={{ margin: 0 }}>Nothing was tried in the last 24 hours.</p>
      ) : (
        <>
          <p style={{ margin: 0 }}>{deliveredWords(own)}</p>
          <AreaChart
            title={`Tries per ${pointWords(overview.data.pointSeconds)}, times in UTC`}
            spans={chartSpans(overview.data)}
            series={[
              { name: "delivered", tone: "accent", values: own.series.delivered },
              { name: "failed", tone: "bad", values: own.series.attemptsFailed },
            ]}
          />
        </>
      )}
    </Panel>
  );
}
