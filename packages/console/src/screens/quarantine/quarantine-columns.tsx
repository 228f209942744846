import type { Item } from "../../api/answer-types.ts";
import { formatBytes } from "../../numbers/format-bytes.ts";
import { StateBadge } from "../../parts/state-badge.tsx";
import type { Column } from "../../table/column.ts";
import { idColumn, timeColumn } from "../../table/usual-columns.tsx";

/** How a list of refused requests looks. */
export const quarantineColumns: readonly Column<Item<"listQuarantine">>[] = [
  {
    id: "code",
    title: "Refused as",
    width: "minmax(180px, 2fr)",
    phone: "first",
    cell: ({ code }) => <StateBadge state="refused" word={code} />,
  },
  {
    id: "source",
    title: "Source",
    width: "minmax(110px, 1fr)",
    phone: "second",
    cell: ({ source }) => source,
  },
  {
    id: "size",
    title: "Size",
    width: "76px",
    align: "end",
    phone: "second",
    cell: ({ bodyBytes }) => formatBytes(bodyBytes),
  },
  idColumn,
  timeColumn({ id: "time", title: "Received", phone: "first", at: ({ receivedAt }) => receivedAt }),
];
