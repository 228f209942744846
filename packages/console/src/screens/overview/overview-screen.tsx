import { SegmentedControl } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useAnswer } from "../../api/use-answer.ts";
import { FilterBar } from "../../filters/filter-bar.tsx";
import { LoadingDetail } from "../../parts/loading-detail.tsx";
import { Problem } from "../../parts/problem.tsx";
import { Screen } from "../../parts/screen.tsx";
import { FirstStart } from "./first-start.tsx";
import { OverviewContent } from "./overview-content.tsx";
import { rangeOf, ranges, sourceFilters } from "./overview-filters.ts";
import classes from "./overview.module.css";

const route = getRouteApi("/console/overview");

/** The gateway counts for the eye, some seconds late. */
const EVERY_MS = 15_000;

/** What arrives, what leaves, and what needs attention. Refreshes itself. */
export function OverviewScreen(): ReactElement {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const range = rangeOf(search);
  const { source } = search;
  const query = { range, ...(source !== undefined && { source }) };
  const overview = useAnswer("getOverview", { query }, { everyMs: EVERY_MS });
  const sources = useAnswer("listSources", { query: { limit: 1 } });
  if (sources.data?.items.length === 0) {
    return (
      <Screen title="Overview">
        <FirstStart />
      </Screen>
    );
  }
  return (
    <Screen
      title="Overview"
      note={
        overview.error === null || overview.data === undefined ? undefined : (
          <span className={classes["stale"]}>
            Not refreshed: the gateway does not answer. Tried again soon.
          </span>
        )
      }
      acts={
        <div className={classes["range"]}>
          <FilterBar
            filters={sourceFilters}
            values={source === undefined ? {} : { source }}
            onChange={(values) =>
              void navigate({ search: { ...(search.range && { range: search.range }), ...values } })
            }
          />
          <SegmentedControl
            aria-label="Range"
            data={Object.entries(ranges).map(([value, label]) => ({ value, label }))}
            value={range}
            onChange={(value) => void navigate({ search: { ...search, range: value } })}
          />
        </div>
      }
    >
      {overview.data !== undefined ? (
        <OverviewContent overview={overview.data} />
      ) : overview.error === null ? (
        <LoadingDetail what="overview" />
      ) : (
        <Problem error={overview.error} onRetry={() => void overview.refetch()} />
      )}
    </Screen>
  );
}
