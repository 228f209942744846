import type { Item } from "../../api/answer-types.ts";
import { formatBytes } from "../../numbers/format-bytes.ts";
import type { Column } from "../../table/column.ts";
import { idColumn, timeColumn } from "../../table/usual-columns.tsx";
import { EventNotes } from "./event-notes.tsx";
import classes from "./event-columns.module.css";

type EventRow = Item<"listEvents">;

/** How a list of events looks, wherever there is one. */
export const eventColumns: readonly Column<EventRow>[] = [
  {
    id: "type",
    title: "Type",
    width: "minmax(180px, 2fr)",
    phone: "first",
    cell: ({ type }) => <span className={classes["type"]}>{type}</span>,
  },
  {
    id: "source",
    title: "Source",
    width: "minmax(90px, 1fr)",
    phone: "second",
    cell: ({ source }) => source,
  },
  {
    id: "notes",
    title: "Verdict",
    width: "minmax(150px, 1.2fr)",
    phone: "second",
    cell: (event) => <EventNotes event={event} />,
  },
  {
    id: "size",
    title: "Size",
    width: "76px",
    align: "end",
    cell: ({ bodyBytes }) => formatBytes(bodyBytes),
  },
  idColumn,
  timeColumn({ id: "time", title: "Received", phone: "first", at: ({ receivedAt }) => receivedAt }),
];
