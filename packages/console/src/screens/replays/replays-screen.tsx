import { getRouteApi } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { mayCall } from "../../api/acts.ts";
import { useSession } from "../../api/session.ts";
import { useList } from "../../api/use-list.ts";
import { useHotkeys } from "../../hotkeys/use-hotkeys.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Screen } from "../../parts/screen.tsx";
import { DataTable } from "../../table/data-table.tsx";
import { NewReplayDialog } from "./new-replay-dialog.tsx";
import { replayColumns } from "./replay-columns.tsx";

const route = getRouteApi("/console/replays");

/** A replay of a thousand takes some seconds. */
const EVERY_MS = 3000;

/** Jobs that send events again, newest first. */
export function ReplaysScreen(): ReactElement {
  const { new: isAsked, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const { role } = useSession();
  const mayMake = mayCall(role, "createReplay");
  const replays = useList("listReplays", undefined, { everyMs: EVERY_MS });
  const begin = (): void => void navigate({ search: { new: "on" } });
  useHotkeys([{ keys: "n", does: "New replay", run: begin }], mayMake);
  const button = (
    <ActButton route="createReplay" variant="filled" onClick={begin}>
      New replay…
    </ActButton>
  );
  return (
    <Screen title="Replays" isFilling acts={button}>
      <DataTable
        label="Replays"
        list={replays}
        columns={replayColumns}
        rowKey={({ id }) => id}
        rowName={({ id }) => `replay ${id}`}
        rowHref={({ id }) => `/console/replays/${id}`}
        empty={
          <EmptyState icon="replays" title="No replays yet">
            A replay sends stored events again: what failed while a receiver was down, or what a new endpoint
            missed. Begin one here, or from chosen rows of the inbox.
          </EmptyState>
        }
      />
      <NewReplayDialog
        isOpen={isAsked === "on" && mayMake}
        filters={filters}
        onFilters={(values) => void navigate({ search: { ...values, new: "on" }, replace: true })}
        onClose={() => void navigate({ search: {}, replace: true })}
      />
    </Screen>
  );
}
