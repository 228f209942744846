import { Switch } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactElement } from "react";
import { useList } from "../../api/use-list.ts";
import { ExportDialog } from "../../export/export-dialog.tsx";
import { readFilters } from "../../filters/define-filters.ts";
import { FilterBar } from "../../filters/filter-bar.tsx";
import { ActButton } from "../../parts/act-button.tsx";
import { Screen } from "../../parts/screen.tsx";
import { ReplayDialog } from "../../replay-dialog/replay-dialog.tsx";
import { DataTable } from "../../table/data-table.tsx";
import { loadedCount } from "../../table/loaded-count.ts";
import { ViewChoice } from "../../views/view-choice.tsx";
import { eventColumns } from "./event-columns.tsx";
import { eventsQuery } from "./events-query.ts";
import { EmptyInbox } from "./empty-inbox.tsx";
import { inboxFilters } from "./inbox-filters.ts";
import { useLiveInbox } from "./use-live-inbox.ts";

const route = getRouteApi("/console/inbox");
const NONE: ReadonlySet<string> = new Set();

/** Accepted events, newest first. */
export function InboxScreen(): ReactElement {
  const { live, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const queries = useQueryClient();
  const events = useList("listEvents", { query: eventsQuery(filters) });
  const [chosen, setChosen] = useState(NONE);
  const [isReplaying, setIsReplaying] = useState(false);
  const [exporting, setExporting] = useState<"chosen" | "all">();
  const connection = useLiveInbox(
    live === "on",
    () => void queries.invalidateQueries({ queryKey: ["listEvents"] }),
  );
  const count = loadedCount(events);
  return (
    <Screen
      title="Inbox"
      isFilling
      note={count && `${count} events`}
      acts={
        <ActButton route="listEvents" onClick={() => setExporting("all")}>
          Export…
        </ActButton>
      }
    >
      <FilterBar
        filters={inboxFilters}
        values={filters}
        onChange={(values) => void navigate({ search: { ...values, ...(live && { live }) } })}
      >
        <ViewChoice
          list="inbox"
          filters={filters}
          onChoose={(values) =>
            void navigate({ search: { ...readFilters(inboxFilters, values), ...(live && { live }) } })
          }
        />
        <Switch
          size="xs"
          label={live === "on" ? `Live: ${connection}` : "Live"}
          checked={live === "on"}
          onChange={(event) =>
            void navigate({
              search: { ...filters, ...(event.currentTarget.checked && { live: "on" as const }) },
              replace: true,
            })
          }
        />
      </FilterBar>
      <DataTable
        label="Events"
        list={events}
        columns={eventColumns}
        rowKey={({ id }) => id}
        rowName={({ type, id }) => `${type} ${id}`}
        rowHref={({ id }) => `/console/events/${id}`}
        selection={{ keys: chosen, onChange: setChosen }}
        bulk={
          <>
            <ActButton route="createReplay" onClick={() => setIsReplaying(true)}>
              Replay…
            </ActButton>
            <ActButton route="listEvents" onClick={() => setExporting("chosen")}>
              Export chosen…
            </ActButton>
          </>
        }
        empty={<EmptyInbox isFiltered={Object.keys(filters).length > 0} />}
      />
      <ExportDialog
        what="events"
        list="listEvents"
        call={{ query: eventsQuery(filters) }}
        chosen={exporting === "chosen" ? events.rows.filter(({ id }) => chosen.has(id)) : []}
        isOpen={exporting !== undefined}
        onClose={() => setExporting(undefined)}
      />
      <ReplayDialog
        events={[...chosen]}
        isOpen={isReplaying}
        onClose={() => setIsReplaying(false)}
        onDone={() => setChosen(NONE)}
      />
    </Screen>
  );
}
