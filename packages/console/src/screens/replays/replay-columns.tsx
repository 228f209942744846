import type { Item } from "../../api/answer-types.ts";
import { StateBadge } from "../../parts/state-badge.tsx";
import { replayWays } from "../../replay-dialog/replay-ways.ts";
import type { Column } from "../../table/column.ts";
import { idColumn, timeColumn } from "../../table/usual-columns.tsx";
import { filterWords } from "./filter-words.ts";
import { ReplayProgress } from "./replay-progress.tsx";

/** How a list of replays looks. */
export const replayColumns: readonly Column<Item<"listReplays">>[] = [
  {
    id: "what",
    title: "What",
    width: "minmax(130px, 1fr)",
    phone: "first",
    cell: ({ what }) => replayWays[what].name,
  },
  {
    id: "state",
    title: "State",
    width: "96px",
    phone: "first",
    cell: ({ state }) => <StateBadge state={state} />,
  },
  {
    id: "progress",
    title: "Progress",
    width: "minmax(190px, 1.2fr)",
    phone: "second",
    cell: (replay) => <ReplayProgress replay={replay} />,
  },
  { id: "filter", title: "Of", width: "minmax(120px, 1.5fr)", cell: filterWords },
  { id: "to", title: "To", width: "minmax(84px, 1fr)", cell: ({ to }) => to ?? "each that had it" },
  {
    id: "rate",
    title: "Rate",
    width: "52px",
    align: "end",
    cell: ({ ratePerSecond }) => `${ratePerSecond}/s`,
  },
  idColumn,
  timeColumn({ id: "made", title: "Begun", phone: "second", minPx: 84, at: ({ createdAt }) => createdAt }),
];
