import { useRouter } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useAnswer } from "../../api/use-answer.ts";
import { useList } from "../../api/use-list.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Screen } from "../../parts/screen.tsx";
import { useAttention } from "../../senders/use-attention.ts";
import { DataTable } from "../../table/data-table.tsx";
import { loadedCount } from "../../table/loaded-count.ts";
import { sourceColumns } from "./source-columns.tsx";

const EVERY_MS = 30_000;

/** Who sends. */
export function SourcesScreen(): ReactElement {
  const { history } = useRouter();
  const sources = useList("listSources", {}, { everyMs: EVERY_MS });
  const overview = useAnswer("getOverview", { query: { range: "24h" } }, { everyMs: EVERY_MS });
  const attentionOf = useAttention();
  const act = (
    <ActButton route="createSource" variant="filled" onClick={() => history.push("/console/sources/new")}>
      New source…
    </ActButton>
  );
  return (
    <Screen title="Sources" isFilling acts={act} note={loadedCount(sources)}>
      <DataTable
        label="Sources"
        list={sources}
        columns={sourceColumns(overview.data, attentionOf)}
        rowKey={({ name }) => name}
        rowHref={({ name }) => `/console/sources/${name}`}
        empty={
          <EmptyState icon="sources" title="No sources yet">
            A source is one sender: its scheme, its secrets, its URL. Make one in a minute with “New source…”.
          </EmptyState>
        }
      />
    </Screen>
  );
}
