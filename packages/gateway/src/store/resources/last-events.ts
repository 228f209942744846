import type { LastEventRow, LastEventRows } from "./last-event-rows.ts";
import { MergedNotes } from "./merged-notes.ts";

/** When the newest event of each source came. */
export type LastEvents = MergedNotes<LastEventRow>;

export function createLastEvents(rows: Pick<LastEventRows, "noteLastEvents">): LastEvents {
  return new MergedNotes({
    keyOf: ({ sourceId }) => sourceId,
    merge: (known, note) => (note.at > known.at ? note : known),
    write: (notes) => rows.noteLastEvents(notes),
  });
}
