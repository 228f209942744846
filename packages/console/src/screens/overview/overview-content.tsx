import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { AreaChart } from "../../charts/area-chart.tsx";
import { chartSpans, pointWords } from "../../charts/chart-spans.ts";
import { Panel } from "../../parts/panel.tsx";
import { AttentionList } from "./attention-list.tsx";
import { FiveNumbers } from "./five-numbers.tsx";
import { SourceList } from "./source-list.tsx";
import classes from "./overview.module.css";

/** The numbers, the chart, who sent, and what needs attention. */
export function OverviewContent({ overview }: { readonly overview: Answer<"getOverview"> }): ReactElement {
  const { series, sources, pointSeconds } = overview;
  return (
    <>
      <FiveNumbers overview={overview} />
      <div className={classes["columns"]}>
        <div className={classes["column"]}>
          <Panel title="Requests">
            <AreaChart
              title={`Received per ${pointWords(pointSeconds)}, times in UTC`}
              spans={chartSpans(overview)}
              series={[
                { name: "accepted", tone: "accent", values: series.accepted },
                // Most sources repeat nothing: a line along another's edge would only hide it.
                ...(overview.totals.duplicates === 0
                  ? []
                  : [{ name: "known already", tone: "quiet" as const, values: series.duplicates }]),
                { name: "refused", tone: "bad", values: series.refused },
              ]}
            />
          </Panel>
          <Panel title="By source">
            <SourceList sources={sources} />
          </Panel>
        </div>
        <div className={classes["attention"]}>
          <Panel title="Needs attention">
            <AttentionList />
          </Panel>
        </div>
      </div>
    </>
  );
}
