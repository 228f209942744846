import { StateBadge } from "../../parts/state-badge.tsx";
import type { Column } from "../../table/column.ts";
import { idColumn, timeColumn } from "../../table/usual-columns.tsx";
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
  idColumn,
  timeColumn({ id: "at", title: "When", phone: "second", at: ({ at }) => at }),
];
