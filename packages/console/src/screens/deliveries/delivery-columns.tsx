import type { Item } from "../../api/answer-types.ts";
import { StateBadge } from "../../parts/state-badge.tsx";
import type { Column } from "../../table/column.ts";
import { idColumn, timeColumn } from "../../table/usual-columns.tsx";

type DeliveryRow = Item<"listDeliveries">;

/** How a list of deliveries looks that are of many endpoints and events. */
export const deliveryColumns: readonly Column<DeliveryRow>[] = [
  {
    id: "endpoint",
    title: "Endpoint",
    width: "minmax(80px, 1fr)",
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
  {
    id: "type",
    title: "Event",
    width: "minmax(170px, 3fr)",
    phone: "second",
    cell: ({ eventType }) => eventType,
  },
  { id: "source", title: "Source", width: "minmax(70px, 0.7fr)", cell: ({ source }) => source },
  { id: "attempts", title: "Tries", width: "48px", align: "end", cell: ({ attempts }) => attempts },
  {
    id: "result",
    title: "Last result",
    width: "minmax(110px, 0.7fr)",
    cell: ({ lastResult }) => (lastResult === null ? "–" : <code>{lastResult}</code>),
  },
  timeColumn({
    id: "due",
    title: "Next try",
    minPx: 84,
    at: ({ state, dueAt }) => (state === "pending" ? dueAt : null),
  }),
  idColumn,
  timeColumn({ id: "made", title: "Made", phone: "second", minPx: 84, at: ({ createdAt }) => createdAt }),
];
