import type { Item } from "../../api/answer-types.ts";
import { formatBytes } from "../../numbers/format-bytes.ts";
import { ShortId } from "../../parts/id-text.tsx";
import { StateBadge } from "../../parts/state-badge.tsx";
import { Timestamp } from "../../parts/timestamp.tsx";
import type { Column } from "../../table/column.ts";

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
  { id: "id", title: "Id", width: "118px", cell: ({ id }) => <ShortId id={id} /> },
  {
    id: "time",
    title: "Received",
    width: "minmax(96px, max-content)",
    phone: "first",
    align: "end",
    cell: ({ receivedAt }) => <Timestamp at={receivedAt} isInRow />,
  },
];
