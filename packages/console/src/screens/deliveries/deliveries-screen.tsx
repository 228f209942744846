import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactElement } from "react";
import { useList } from "../../api/use-list.ts";
import { ExportDialog } from "../../export/export-dialog.tsx";
import { readFilters } from "../../filters/define-filters.ts";
import { FilterBar } from "../../filters/filter-bar.tsx";
import { formatCount } from "../../numbers/format-count.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { Screen } from "../../parts/screen.tsx";
import { DataTable } from "../../table/data-table.tsx";
import { loadedCount } from "../../table/loaded-count.ts";
import { ViewChoice } from "../../views/view-choice.tsx";
import { deliveriesQuery } from "./deliveries-query.ts";
import { deliveryColumns } from "./delivery-columns.tsx";
import { deliveryFilters } from "./delivery-filters.ts";
import { EmptyDeliveries } from "./empty-deliveries.tsx";
import { RetryDialog } from "./retry-dialog.tsx";
import { retryFilterOfRows, retryFilterOfScreen } from "./retry-filter.ts";

const route = getRouteApi("/console/deliveries");
const NONE: ReadonlySet<string> = new Set();

/** Often enough to see a state change, seldom enough to read. */
const EVERY_MS = 10_000;

/** Events on their way to endpoints, those of the newest event first. */
export function DeliveriesScreen(): ReactElement {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const deliveries = useList("listDeliveries", { query: deliveriesQuery(filters) }, { everyMs: EVERY_MS });
  const [chosen, setChosen] = useState(NONE);
  const [exporting, setExporting] = useState<"chosen" | "all">();
  const [retrying, setRetrying] = useState<"chosen" | "all">();
  const chosenRows = deliveries.rows.filter(({ id }) => chosen.has(id));
  const count = loadedCount(deliveries);
  return (
    <Screen
      title="Deliveries"
      isFilling
      note={count && `${count} deliveries`}
      acts={
        <>
          <ActButton route="listDeliveries" onClick={() => setExporting("all")}>
            Export…
          </ActButton>
          <ActButton
            route="createReplay"
            reasonNotNow={whyNoRetryOfAll(filters)}
            onClick={() => setRetrying("all")}
          >
            Retry all dead letters…
          </ActButton>
        </>
      }
    >
      <FilterBar
        filters={deliveryFilters}
        values={filters}
        onChange={(values) => void navigate({ search: values })}
      >
        <ViewChoice
          list="deliveries"
          filters={filters}
          onChoose={(values) => void navigate({ search: readFilters(deliveryFilters, values) })}
        />
      </FilterBar>
      <DataTable
        label="Deliveries"
        list={deliveries}
        columns={deliveryColumns}
        rowKey={({ id }) => id}
        rowName={({ endpoint, eventType, id }) => `${eventType} to ${endpoint}, ${id}`}
        rowHref={({ id }) => `/console/deliveries/${id}`}
        selection={{ keys: chosen, onChange: setChosen }}
        bulk={
          <>
            <ActButton route="createReplay" onClick={() => setRetrying("chosen")}>
              Retry…
            </ActButton>
            <ActButton route="listDeliveries" onClick={() => setExporting("chosen")}>
              Export chosen…
            </ActButton>
          </>
        }
        empty={<EmptyDeliveries filters={filters} />}
      />
      <ExportDialog
        what="deliveries"
        list="listDeliveries"
        call={{ query: deliveriesQuery(filters) }}
        chosen={exporting === "chosen" ? chosenRows : []}
        isOpen={exporting !== undefined}
        onClose={() => setExporting(undefined)}
      />
      <RetryDialog
        filter={retrying === "all" ? retryFilterOfScreen(filters) : retryFilterOfRows(chosenRows)}
        which={retrying === "all" ? "like the filters" : whichOf(chosenRows)}
        isOpen={retrying !== undefined}
        onClose={() => setRetrying(undefined)}
        onDone={() => setChosen(NONE)}
      />
    </Screen>
  );
}

/** A replay finds dead letters by endpoint, source and time; a filter that it does not know would be silently wider. */
function whyNoRetryOfAll({
  state,
  replay,
}: {
  readonly state?: string;
  readonly replay?: string;
}): string | undefined {
  if (state !== undefined && state !== "failed") return "Only what failed can be retried: choose that state.";
  return replay === undefined ? undefined : "Not for one replay: take that filter away.";
}

function whichOf(rows: readonly { readonly endpoint: string; readonly event: string }[]): string {
  const events = new Set(rows.map(({ event }) => event)).size;
  const [endpoint, ...others] = new Set(rows.map((row) => row.endpoint));
  const of = `of ${events === 1 ? "the chosen event" : `the ${formatCount(events)} chosen events`}`;
  return others.length === 0 && endpoint !== undefined ? `${of} to ${endpoint}` : `${of}, to any endpoint,`;
}
