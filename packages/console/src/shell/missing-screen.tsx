import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { EmptyState } from "../parts/empty-state.tsx";
import { Screen } from "../parts/screen.tsx";

/** An address that leads nowhere. */
export function MissingScreen(): ReactElement {
  return (
    <Screen title="There is no such screen">
      <EmptyState
        icon="search"
        title="The address leads nowhere"
        act={<Link to="/console/overview">Go to the overview</Link>}
      >
        It may be from another version of the console. An id can be pasted into the search of the top bar.
      </EmptyState>
    </Screen>
  );
}
