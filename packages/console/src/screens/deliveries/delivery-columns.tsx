import type { Item } from "../../api/answer-types.ts";
import { ShortId } from "../../parts/id-text.tsx";
import { StateBadge } from "../../parts/state-badge.tsx";
import { Timestamp } from "../../parts/timestamp.tsx";
import type { Column } from "../../table/column.ts";

type DeliveryRow = Item<"listDeliveries">;

/** How a list of deliveries looks, wherever there is one. */
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
  {
    id: "due",
    title: "Next try",
    width: "minmax(84px, max-content)",
    align: "end",
    cell: ({ state, dueAt }) => <Timestamp at={state === "pending" ? dueAt : null} isInRow />,
  },
  { id: "id", title: "Id", width: "118px", cell: ({ id }) => <ShortId id={id} /> },
  {
    id: "made",
    title: "Made",
    width: "minmax(84px, max-content)",
    phone: "second",
    align: "end",
    cell: ({ createdAt }) => <Timestamp at={createdAt} isInRow />,
  },
];
