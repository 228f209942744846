import type { Item } from "../../api/answer-types.ts";
import { StateBadge } from "../../parts/state-badge.tsx";
import type { Column } from "../../table/column.ts";
import { timeColumn } from "../../table/usual-columns.tsx";

/** How a list of partners looks. */
export const connectionColumns: readonly Column<Item<"listConnections">>[] = [
  { id: "name", title: "Partner", width: "minmax(130px, 1fr)", phone: "first", cell: ({ name }) => name },
  {
    id: "inbound",
    title: "Sends",
    width: "minmax(150px, 1.5fr)",
    phone: "second",
    cell: ({ inbound }) =>
      inbound === null
        ? "nothing"
        : `${inbound.source}${inbound.caller === null ? "" : ` as ${inbound.caller}`}`,
  },
  {
    id: "inboundState",
    title: "",
    width: "110px",
    cell: ({ inbound }) => inbound !== null && <StateBadge state={inbound.state} />,
  },
  {
    id: "outbound",
    title: "Is sent",
    width: "minmax(150px, 1.5fr)",
    phone: "second",
    align: "end",
    cell: ({ outbound }) => (outbound === null ? "nothing" : outbound.endpoint),
  },
  {
    id: "outboundState",
    title: "",
    width: "110px",
    cell: ({ outbound }) => outbound !== null && <StateBadge state={outbound.state} />,
  },
  timeColumn({ id: "made", title: "Made", phone: "first", at: ({ createdAt }) => createdAt }),
];
