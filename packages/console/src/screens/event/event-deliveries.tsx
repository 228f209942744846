import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { StateBadge } from "../../parts/state-badge.tsx";
import { StaticTable } from "../../table/static-table.tsx";
import type { Column } from "../../table/column.ts";
import { timeColumn } from "../../table/usual-columns.tsx";

type Delivery = Answer<"getEvent">["deliveries"][number];

const columns: readonly Column<Delivery>[] = [
  {
    id: "endpoint",
    title: "Endpoint",
    width: "minmax(120px, 1.5fr)",
    phone: "first",
    cell: ({ endpoint }) => endpoint,
  },
  {
    id: "state",
    title: "State",
    width: "110px",
    phone: "first",
    cell: ({ state }) => <StateBadge state={state} />,
  },
  { id: "attempts", title: "Tries", width: "60px", align: "end", cell: ({ attempts }) => attempts },
  {
    id: "result",
    title: "Last result",
    width: "minmax(120px, 1fr)",
    phone: "second",
    cell: ({ lastResult }) => (lastResult === null ? "–" : <code>{lastResult}</code>),
  },
  timeColumn({ id: "due", title: "Next try", phone: "second", at: ({ dueAt }) => dueAt }),
];

/** Where the event went. */
export function EventDeliveries({ event }: { readonly event: Answer<"getEvent"> }): ReactElement {
  return (
    <StaticTable
      label="Deliveries"
      rows={event.deliveries}
      columns={columns}
      rowKey={({ id }) => id}
      rowName={({ endpoint }) => `the delivery to ${endpoint}`}
      rowHref={({ id }) => `/console/deliveries/${id}`}
      empty={
        <EmptyState icon="endpoints" title="No endpoint wanted it">
          <Link to="/console/endpoints">Make an endpoint</Link> that subscribes to <code>{event.type}</code>,
          then replay the event to it.
        </EmptyState>
      }
    />
  );
}
