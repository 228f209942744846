import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactElement } from "react";
import { useAnswer } from "../../api/use-answer.ts";
import { useList } from "../../api/use-list.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Screen } from "../../parts/screen.tsx";
import { useAttention } from "../../senders/use-attention.ts";
import { DataTable } from "../../table/data-table.tsx";
import { loadedCount } from "../../table/loaded-count.ts";
import { endpointColumns } from "./endpoint-columns.tsx";
import { NewEndpointDialog } from "./new-endpoint-dialog.tsx";

const EVERY_MS = 30_000;

/** Who receives. */
export function EndpointsScreen(): ReactElement {
  const { history } = useRouter();
  const [isMaking, setIsMaking] = useState(false);
  const endpoints = useList("listEndpoints", {}, { everyMs: EVERY_MS });
  const overview = useAnswer("getOverview", { query: { range: "24h" } }, { everyMs: EVERY_MS });
  const attentionOf = useAttention();
  return (
    <Screen
      title="Endpoints"
      isFilling
      acts={
        <ActButton route="createEndpoint" variant="filled" onClick={() => setIsMaking(true)}>
          New endpoint…
        </ActButton>
      }
      note={loadedCount(endpoints)}
    >
      <DataTable
        label="Endpoints"
        list={endpoints}
        columns={endpointColumns(overview.data, attentionOf)}
        rowKey={({ name }) => name}
        rowHref={({ name }) => `/console/endpoints/${name}`}
        empty={
          <EmptyState icon="endpoints" title="No endpoints yet">
            An endpoint is one receiver: its URL, what it wants, how it is signed. Accepted events wait in the
            inbox until there is one.
          </EmptyState>
        }
      />
      <NewEndpointDialog
        isOpen={isMaking}
        onClose={() => setIsMaking(false)}
        onMade={(name) => history.push(`/console/endpoints/${name}`)}
      />
    </Screen>
  );
}
