import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactElement } from "react";
import { useList } from "../../api/use-list.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Screen } from "../../parts/screen.tsx";
import { DataTable } from "../../table/data-table.tsx";
import { loadedCount } from "../../table/loaded-count.ts";
import { connectionColumns } from "./connection-columns.tsx";
import { ConnectionDialog } from "./connection-dialog.tsx";

/** Partners, each with what it sends and what it is sent. */
export function ConnectionsScreen(): ReactElement {
  const { history } = useRouter();
  const [isMaking, setIsMaking] = useState(false);
  const connections = useList("listConnections");
  return (
    <Screen
      title="Connections"
      isFilling
      note={loadedCount(connections)}
      acts={
        <ActButton route="createConnection" variant="filled" onClick={() => setIsMaking(true)}>
          New connection…
        </ActButton>
      }
    >
      <DataTable
        label="Connections"
        list={connections}
        columns={connectionColumns}
        rowKey={({ name }) => name}
        rowHref={({ name }) => `/console/connections/${name}`}
        empty={
          <EmptyState icon="connections" title="No connections yet">
            A connection says which source and which endpoint belong to one partner, so that both directions
            and all secrets are seen at once.
          </EmptyState>
        }
      />
      <ConnectionDialog
        isOpen={isMaking}
        onClose={() => setIsMaking(false)}
        onDone={(name) => history.push(`/console/connections/${name}`)}
      />
    </Screen>
  );
}
