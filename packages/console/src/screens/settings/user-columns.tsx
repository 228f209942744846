import type { Item } from "../../api/answer-types.ts";
import { StateBadge } from "../../parts/state-badge.tsx";
import type { Column } from "../../table/column.ts";
import { timeColumn } from "../../table/usual-columns.tsx";

/** How the people of the organization look in a list. */
export const userColumns: readonly Column<Item<"listUsers">>[] = [
  { id: "name", title: "Name", width: "minmax(120px, 1.2fr)", phone: "first", cell: ({ name }) => name },
  { id: "email", title: "Email", width: "minmax(160px, 2fr)", phone: "second", cell: ({ email }) => email },
  { id: "role", title: "Role", width: "80px", phone: "second", cell: ({ role }) => role },
  {
    id: "state",
    title: "State",
    width: "100px",
    phone: "first",
    cell: ({ state }) => <StateBadge state={state} />,
  },
  timeColumn({ id: "seen", title: "Last signed in", minPx: 110, at: ({ lastSignedInAt }) => lastSignedInAt }),
];
