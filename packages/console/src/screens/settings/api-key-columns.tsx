import type { Item } from "../../api/answer-types.ts";
import { StateBadge } from "../../parts/state-badge.tsx";
import type { Column } from "../../table/column.ts";
import { timeColumn } from "../../table/usual-columns.tsx";

/** How API keys look in a list. */
export const apiKeyColumns: readonly Column<Item<"listApiKeys">>[] = [
  { id: "name", title: "Name", width: "minmax(140px, 2fr)", phone: "first", cell: ({ name }) => name },
  { id: "role", title: "Role", width: "80px", phone: "second", cell: ({ role }) => role },
  {
    id: "state",
    title: "State",
    width: "100px",
    phone: "first",
    cell: ({ state }) => <StateBadge state={state} />,
  },
  timeColumn({
    id: "used",
    title: "Last used",
    phone: "second",
    minPx: 100,
    at: ({ lastUsedAt }) => lastUsedAt,
  }),
  timeColumn({ id: "expires", title: "Expires", minPx: 100, at: ({ expiresAt }) => expiresAt }),
];
