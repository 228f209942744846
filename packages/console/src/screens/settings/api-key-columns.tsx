import type { Item } from "../../api/answer-types.ts";
import { StateBadge } from "../../parts/state-badge.tsx";
import { Timestamp } from "../../parts/timestamp.tsx";
import type { Column } from "../../table/column.ts";

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
  {
    id: "used",
    title: "Last used",
    width: "minmax(100px, max-content)",
    phone: "second",
    align: "end",
    cell: ({ lastUsedAt }) => <Timestamp at={lastUsedAt} isInRow />,
  },
  {
    id: "expires",
    title: "Expires",
    width: "minmax(100px, max-content)",
    align: "end",
    cell: ({ expiresAt }) => <Timestamp at={expiresAt} isInRow />,
  },
];
