import { ShortId } from "../../parts/id-text.tsx";
import { StateBadge } from "../../parts/state-badge.tsx";
import { Timestamp } from "../../parts/timestamp.tsx";
import type { Column } from "../../table/column.ts";
import type { LiveRow } from "./live-row.ts";

/** How what happens looks. */
export const liveColumns: readonly Column<LiveRow>[] = [
  {
    id: "badge",
    title: "Happened",
    width: "140px",
    phone: "first",
    cell: ({ badge }) => <StateBadge {...badge} />,
  },
  {
    id: "who",
    title: "Source or endpoint",
    width: "minmax(110px, 1fr)",
    phone: "first",
    cell: ({ who }) => who,
  },
  { id: "what", title: "What", width: "minmax(180px, 2fr)", phone: "second", cell: ({ what }) => what },
  { id: "id", title: "Id", width: "118px", cell: ({ id }) => <ShortId id={id} /> },
  {
    id: "at",
    title: "When",
    width: "minmax(96px, max-content)",
    phone: "second",
    align: "end",
    cell: ({ at }) => <Timestamp at={at} isInRow />,
  },
];
