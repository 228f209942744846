import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactElement } from "react";
import { useList } from "../../api/use-list.ts";
import { FilterBar } from "../../filters/filter-bar.tsx";
import { ActButton } from "../../parts/act-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Screen } from "../../parts/screen.tsx";
import { DataTable } from "../../table/data-table.tsx";
import { loadedCount } from "../../table/loaded-count.ts";
import { DiscardDialog } from "./discard-dialog.tsx";
import { quarantineColumns } from "./quarantine-columns.tsx";
import { QuarantineCounts } from "./quarantine-counts.tsx";
import { quarantineFilters } from "./quarantine-filters.ts";
import { quarantineQuery } from "./quarantine-query.ts";
import { ReleaseDialog } from "./release-dialog.tsx";
import type { Chosen } from "./walk-selection.ts";

const route = getRouteApi("/console/quarantine");
const NONE: ReadonlySet<string> = new Set();

/** Refused requests that were kept: why, from whom, and what can be done with them. */
export function QuarantineScreen(): ReactElement {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const query = quarantineQuery(filters);
  const refused = useList("listQuarantine", { query });
  const [chosen, setChosen] = useState(NONE);
  const [releasing, setReleasing] = useState<Chosen>();
  const [discarding, setDiscarding] = useState<Chosen>();
  const count = loadedCount(refused);
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <Screen
      title="Quarantine"
      isFilling
      note={count && `${count} refused`}
      acts={
        <>
          <ActButton
            route="discardQuarantine"
            reasonNotNow={refused.rows.length === 0 ? "There is nothing to discard." : undefined}
            // What is refused while somebody reads the count is not meant.
            onClick={() => setDiscarding({ filter: { ...query, to: new Date().toISOString() } })}
          >
            {isFiltered ? "Discard all like these…" : "Discard all…"}
          </ActButton>
          <ActButton
            route="releaseQuarantine"
            reasonNotNow={refused.rows.length === 0 ? "There is nothing to verify." : undefined}
            onClick={() => setReleasing({ filter: query })}
          >
            {isFiltered ? "Verify all like these again…" : "Verify all again…"}
          </ActButton>
        </>
      }
    >
      <QuarantineCounts rows={refused.rows} hasMore={refused.hasMore} filters={filters} />
      <FilterBar
        filters={quarantineFilters}
        values={filters}
        onChange={(values) => void navigate({ search: values })}
      />
      <DataTable
        label="Refused requests"
        list={refused}
        columns={quarantineColumns}
        rowKey={({ id }) => id}
        rowName={({ source, code, id }) => `${source} ${code} ${id}`}
        rowHref={({ id }) => `/console/quarantine/${id}`}
        selection={{ keys: chosen, onChange: setChosen }}
        bulk={
          <>
            <ActButton route="releaseQuarantine" onClick={() => setReleasing({ ids: [...chosen] })}>
              Verify again, release…
            </ActButton>
            <ActButton route="discardQuarantine" onClick={() => setDiscarding({ ids: [...chosen] })}>
              Discard…
            </ActButton>
          </>
        }
        empty={
          <EmptyState
            icon={isFiltered ? "filter" : "quarantine"}
            title={isFiltered ? "No refused request is like that" : "Nothing was refused"}
          >
            {isFiltered
              ? "Take a filter away. What was released or discarded is not here any more."
              : "Requests whose signature does not verify come here, with the cause. Nothing to do."}
          </EmptyState>
        }
      />
      <ReleaseDialog
        chosen={releasing}
        onClose={() => setReleasing(undefined)}
        onDone={() => setChosen(NONE)}
      />
      <DiscardDialog
        chosen={discarding}
        onClose={() => setDiscarding(undefined)}
        onDone={() => setChosen(NONE)}
      />
    </Screen>
  );
}
