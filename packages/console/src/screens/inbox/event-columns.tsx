import type { Item } from "../../api/answer-types.ts";
import { formatBytes } from "../../numbers/format-bytes.ts";
import { ShortId } from "../../parts/id-text.tsx";
import { Timestamp } from "../../parts/timestamp.tsx";
import type { Column } from "../../table/column.ts";
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
