import type { Item } from "../../api/answer-types.ts";
import { StateBadge } from "../../parts/state-badge.tsx";
import type { Column } from "../../table/column.ts";
import { timeColumn } from "../../table/usual-columns.tsx";

/** The latest deliveries of one endpoint. */
export const latestDeliveryColumns: readonly Column<Item<"listDeliveries">>[] = [
  {
    id: "type",
    title: "Type",
    width: "minmax(150px, 2fr)",
    phone: "first",
    cell: ({ eventType }) => eventType,
  },
  {
    id: "state",
    title: "State",
    width: "110px",
    phone: "first",
    cell: ({ state }) => <StateBadge state={state} />,
  },
  {
    id: "source",
    title: "Source",
    width: "minmax(90px, 1fr)",
    phone: "second",
    cell: ({ source }) => source,
  },
  { id: "tries", title: "Tries", width: "56px", align: "end", cell: ({ attempts }) => attempts },
  {
    id: "result",
    title: "Last result",
    width: "minmax(110px, 1fr)",
    phone: "second",
    cell: ({ lastResult }) => (lastResult === null ? "–" : <code>{lastResult}</code>),
  },
  timeColumn({ id: "made", title: "Made", phone: "second", at: ({ createdAt }) => createdAt }),
];
