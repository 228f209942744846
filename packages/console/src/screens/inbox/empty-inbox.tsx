import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { EmptyState } from "../../parts/empty-state.tsx";

/** No events: because of the filters, or because nothing came yet. */
export function EmptyInbox({ isFiltered }: { readonly isFiltered: boolean }): ReactElement {
  if (isFiltered) {
    return (
      <EmptyState icon="filter" title="No event is like that">
        Take a filter away, or look at <Link to="/console/quarantine">refused requests</Link>: what did not
        verify is no event.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="inbox" title="No events yet">
      <Link to="/console/sources">Make a source</Link> and give its URL to the sender. What arrives with a
      wrong signature is in <Link to="/console/quarantine">quarantine</Link>.
    </EmptyState>
  );
}
