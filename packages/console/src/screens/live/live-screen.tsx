import { Button } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactElement } from "react";
import { FilterBar } from "../../filters/filter-bar.tsx";
import { useHotkeys } from "../../hotkeys/use-hotkeys.ts";
import { formatCount } from "../../numbers/format-count.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Screen } from "../../parts/screen.tsx";
import { DataTable } from "../../table/data-table.tsx";
import { KEPT_ROWS } from "./live-buffer.ts";
import { liveColumns } from "./live-columns.tsx";
import { CutOff, LiveConnection } from "./live-connection.tsx";
import { isShown, liveFilters } from "./live-filters.ts";
import { useLiveRows } from "./use-live-rows.ts";

const route = getRouteApi("/console/live");

/** What happens now: accepted, refused, tried. */
export function LiveScreen(): ReactElement {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const [isPaused, setIsPaused] = useState(false);
  const { rows, waitingCount, connection, clear } = useLiveRows(isPaused);
  const shown = rows.filter((row) => isShown(row, filters));
  const toggle = (): void => setIsPaused(!isPaused);
  useHotkeys([
    { keys: "p", does: isPaused ? "Go on" : "Pause", run: toggle },
    { keys: "c", does: "Clear the list", run: clear },
  ]);
  return (
    <Screen
      title="Live"
      isFilling
      note={<LiveConnection connection={connection} isPaused={isPaused} />}
      acts={
        <>
          <Button variant="default" onClick={clear}>
            Clear
          </Button>
          <Button
            variant={isPaused ? "filled" : "default"}
            leftSection={<Icon name={isPaused ? "play" : "pause"} size={13} />}
            onClick={toggle}
          >
            {isPaused ? `Go on${waitingCount === 0 ? "" : ` (${formatCount(waitingCount)} wait)`}` : "Pause"}
          </Button>
        </>
      }
    >
      {connection === "waiting" && <CutOff />}
      <FilterBar
        filters={liveFilters}
        values={filters}
        onChange={(values) => void navigate({ search: values, replace: true })}
      >
        {rows.length > 0 &&
          `${formatCount(shown.length)} of the last ${formatCount(rows.length)}${rows.length === KEPT_ROWS ? ", which is all that is kept" : ""}`}
      </FilterBar>
      <DataTable
        label="What happens"
        list={listOf(shown)}
        columns={liveColumns}
        rowKey={({ key }) => key}
        rowName={({ what, who, id }) => `${what}, ${who}, ${id}`}
        rowHref={({ href }) => href}
        empty={
          rows.length > 0 ? (
            <EmptyState icon="filter" title="Nothing like that happened yet">
              {formatCount(rows.length)} other things did: take a filter away to see them.
            </EmptyState>
          ) : connection === "waiting" ? (
            <EmptyState icon="live" title="Nothing came so far">
              It goes on by itself as soon as the gateway can be reached. Check that it runs.
            </EmptyState>
          ) : (
            <EmptyState icon="live" title="Listening">
              What is accepted, refused and tried from now on shows here as it happens. What was before is in
              the inbox. Send something to see it come.
            </EmptyState>
          )
        }
      />
    </Screen>
  );
}

/** All rows are here: nothing more is asked for. */
function listOf<Row>(rows: readonly Row[]) {
  const isLoading = false;
  return { rows, isLoading, error: null, hasMore: false, isLoadingMore: false, loadMore: idle, reload: idle };
}

function idle(): void {}
